import { describe, expect, it } from 'vitest';
import { boxesOf, findOnPages, pageText, type PdfRun } from '../../../../src-renderer/viewers/pdf/pdf-text';

const run = (text: string, more: Partial<PdfRun> = {}): PdfRun => ({
  text,
  transform: [10, 0, 0, 10, 100, 700],
  width: text.length * 5,
  height: 10,
  endsLine: false,
  ...more,
});
/** A page of 800 points, whose own coordinates begin at its lower left corner. */
const toPage = (x: number, y: number): readonly [number, number] => [x, 800 - y];

describe('the text of a page', () => {
  it('goes on over the ends of lines', () => {
    const { text } = pageText([run('The oak'), run('', { endsLine: true }), run('is old.')]);
    expect(text).toBe('The oak is old.');
  });

  it('is searched page by page, whatever its capitals', () => {
    expect(findOnPages(['An oak', 'a fern', 'Oak by oak'], 'OAK')).toEqual([
      { page: 1, start: 3, end: 6 },
      { page: 3, start: 0, end: 3 },
      { page: 3, start: 7, end: 10 },
    ]);
    expect(findOnPages(['oak '.repeat(4_000), 'oak '.repeat(4_000)], 'oak')).toHaveLength(5_000);
  });
});

describe('the place of a match', () => {
  it('is a part of its run', () => {
    const page = pageText([run('The oak')]);
    expect(boxesOf({ start: 4, end: 7 }, page, toPage)).toEqual([{ left: 120, top: 91, width: 15, height: 11 }]);
  });

  it('is one in each of the runs that it goes through', () => {
    const page = pageText([
      run('The '),
      run('oak', { transform: [10, 0, 0, 10, 120, 700], endsLine: true }),
      run('is'),
    ]);
    const boxes = boxesOf({ start: 2, end: 6 }, page, toPage);
    expect(boxes.map(({ left, width }) => [left, width])).toEqual([
      [110, 10],
      [120, 10],
    ]);
  });

  it('stands upright where its text does', () => {
    const page = pageText([run('oak', { transform: [0, 10, -10, 0, 100, 700] })]);
    const [box] = boxesOf({ start: 0, end: 3 }, page, toPage);
    expect(box).toEqual({ left: 91, top: 85, width: 11, height: 15 });
  });
});
