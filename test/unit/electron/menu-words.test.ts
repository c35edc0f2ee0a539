import { describe, expect, it } from 'vitest';
import { BatchItems } from '../../../src-main/core/batch/batch';
import { menuWords, noticeLines } from '../../../src-main/electron/menu-words';

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
    expect([spanish.done(12), spanish.needAttention(1)]).toEqual(['12 archivos hechos', '1 archivo por revisar']);
  });
});

describe('the notice of a list that ended', () => {
  it.each([
    [{ done: 12 }, ['12 files are done']],
    [
      { done: 1, skipped: 1, 'needs-attention': 2 },
      ['1 file is done', '1 result was there already', '2 files need attention'],
    ],
    [{ skipped: 400 }, ['400 results were there already']],
    [{ 'needs-attention': 1 }, ['1 file needs attention']],
    [{ cancelled: 3 }, ['0 files are done']],
  ])('tells what became of %j', (counts, lines) => {
    expect(noticeLines(menuWords('en', '').notice, { ...new BatchItems().counts, ...counts })).toEqual(lines);
  });

  it('says so in Spanish', () => {
    const counts = { ...new BatchItems().counts, skipped: 2 };
    expect(noticeLines(menuWords('es', '').notice, counts)).toEqual(['2 resultados ya estaban']);
  });
});
