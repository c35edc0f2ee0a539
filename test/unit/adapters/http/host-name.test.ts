import { expect, it } from 'vitest';
import { shownAddress } from '../../../../src-main/adapters/http/host-name';
import { readEndpoint } from '../../../../src-main/core/connection/endpoint';

it.each([
  'https://clúster.example',
  'https://clúster.example:8443/prefix',
  'http://例え.テスト/prefix',
  'https://oscar.example.org/prefix',
  'https://[2001:db8::1]:8443/x',
  'http://localhost:8080',
])('shows %s as it was typed', (typed) => {
  const reading = readEndpoint(typed);
  if (!reading.ok) throw new Error('It is an address.');
  expect(shownAddress(reading.endpoint)).toBe(typed);
  expect(readEndpoint(shownAddress(reading.endpoint))).toEqual(reading);
});

it.each(['https://xn--a', 'https://xn--0.example', 'not an address'])('leaves %s as it is', (address) => {
  expect(shownAddress(address)).toBe(address);
});
