import { describe, expect, it } from 'vitest';
import { isLoopback, readEndpoint, takeApart } from '../../../../src-main/core/connection/endpoint';

describe('readEndpoint', () => {
  it.each([
    ['https://oscar.example.org', 'https://oscar.example.org'],
    ['  oscar.example.org \n', 'https://oscar.example.org'],
    ['<https://oscar.example.org/>', 'https://oscar.example.org'],
    ['https://Example.ORG/prefix/', 'https://example.org/prefix'],
    ['https://example.org//a//b/', 'https://example.org/a/b'],
    ['example.org:8443/oscar', 'https://example.org:8443/oscar'],
    ['https://example.org/ui/#/services', 'https://example.org'],
    ['https://example.org/prefix/system/services/cowsay', 'https://example.org/prefix'],
    ['https://example.org/run/cowsay?owner=me', 'https://example.org'],
    ['https://user:secret@example.org', 'https://example.org'],
    ['localhost', 'http://localhost'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['[::1]:9000', 'http://[::1]:9000'],
    ['https://[2001:db8::1]:8443/x', 'https://[2001:db8::1]:8443/x'],
    ['https://clúster.example', 'https://xn--clster-qya.example'],
    ['HTTPS://example.org:443', 'https://example.org'],
  ])('reads %j as %s', (text, endpoint) => {
    expect(readEndpoint(text)).toMatchObject({ ok: true, endpoint });
  });

  it.each([
    '',
    '   ',
    'oscar',
    'not an address',
    'ftp://example.org',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://',
  ])('refuses %j', (text) => {
    expect(readEndpoint(text)).toEqual({ ok: false });
  });

  it.each([
    ['http://example.org', true],
    ['https://example.org', false],
    ['http://localhost:8080', false],
    ['http://127.0.0.1', false],
    ['http://[::1]', false],
    ['http://127.example.org', true],
  ])('says whether %s goes unprotected over the network', (text, isPlainHttp) => {
    expect(readEndpoint(text)).toMatchObject({ isPlainHttp });
  });
});

describe('isLoopback', () => {
  it.each(['localhost', 'oscar.localhost', '127.0.0.1', '127.9.9.9', '[::1]'])('knows %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });
});

describe('takeApart', () => {
  it.each([
    ['https://oscar.example.org/run/plants', 'https://oscar.example.org', 'oscar.example.org', 'plants'],
    [' oscar.example.org/a/run/plants/ ', 'oscar.example.org/a', 'oscar.example.org', 'plants'],
    [
      'https://clúster.example:8443/job/two%20words?owner=x',
      'https://clúster.example:8443',
      'clúster.example',
      'two words',
    ],
    ['http://[::1]:80/run/%E0%A4%A', 'http://[::1]:80', '[::1]', '%E0%A4%A'],
    ['https://oscar.example.org/run/', 'https://oscar.example.org/run/', 'oscar.example.org', undefined],
    ['https://oscar.example.org/runs/plants', 'https://oscar.example.org/runs/plants', 'oscar.example.org', undefined],
    ['', '', '', undefined],
  ])('%j is the cluster %j', (text, address, host, serviceName) => {
    expect(takeApart(text)).toEqual({ address, host, ...(serviceName !== undefined && { serviceName }) });
  });

  it('takes no time over a long text', () => {
    const text = '/run/'.repeat(200_000);
    expect(takeApart(text).address.length).toBeGreaterThan(0);
  });
});
