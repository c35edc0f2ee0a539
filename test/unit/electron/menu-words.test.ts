import { describe, expect, it } from 'vitest';
import { menuWords } from '../../../src-main/electron/menu-words';

describe('menuWords', () => {
  it.each([
    ['en', 'es', 'Edit'],
    ['es', 'en-GB', 'Edición'],
    ['system', 'es-MX', 'Edición'],
    ['system', 'en-US', 'Edit'],
    ['system', 'fr', 'Edit'],
    ['system', '', 'Edit'],
  ] as const)('speaks %s on a computer in %s', (choice, systemLanguage, edit) => {
    expect(menuWords(choice, systemLanguage).edit).toBe(edit);
  });
});
