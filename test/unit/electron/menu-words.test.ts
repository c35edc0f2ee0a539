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

  it('counts files as each language does', () => {
    const english = menuWords('en', '').notice;
    expect([english.done(1), english.needAttention(1200)]).toEqual(['1 file is done', '1,200 files need attention']);
    const spanish = menuWords('es', '').notice;
    expect([spanish.done(12), spanish.needAttention(1)]).toEqual(['12 archivos hechos', '1 archivo requiere atención']);
  });
});
