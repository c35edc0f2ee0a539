import { expect, it } from 'vitest';
import type { ServiceCard } from '../../../../src-main/core/service/card';
import { mainInputOf } from '../../../../src-main/core/service/input-kind';
import { unlistedService, type Service } from '../../../../src-main/core/service/service';

it.each<[string, Partial<Service>, ServiceCard, string | undefined]>([
  ['nothing', {}, {}, undefined],
  ['its own word', { inputType: 'json' }, {}, 'json'],
  ['its own word before its endings', { inputType: 'text', acceptedSuffixes: ['jpg'] }, {}, 'text'],
  ['a schema before everything', { inputType: 'text', acceptedSuffixes: ['jpg'] }, { inputSchema: {} }, 'json'],
  ['endings of pictures', { acceptedSuffixes: ['jpg', 'txt'] }, {}, 'file'],
  ['endings of texts', { acceptedSuffixes: ['txt', 'json'] }, {}, 'text'],
  ['the ending of JSON', { acceptedSuffixes: ['json'] }, {}, 'json'],
  ['the endings of the card', { acceptedSuffixes: ['jpg'] }, { accepts: ['json'] }, 'json'],
  ['the sample', {}, { sample: { kind: 'json', text: '{}' } }, 'json'],
])('is told by %s', (_, service, card, kind) => {
  expect(mainInputOf({ ...unlistedService('s'), ...service }, card)).toBe(kind);
});
