import { expect, it } from 'vitest';
import { likelyColumns } from '../../../../../src-main/core/input/table/likely-columns';

const headings = ['id', 'photo', 'text', 'date'];

it('takes the longest texts for what is sent, and neither numbers nor files', () => {
  const rows = [
    ['100000000000001', 'very/long/way/to/one.jpg', 'The oak.', '2026-03-01 08:00'],
    ['2', 'two.JPG', '', '2026-03-01 08:00'],
  ];
  expect(likelyColumns(headings, rows)).toEqual({ text: 'text', file: 'photo' });
});

it('knows of no file where one cell is none, and takes the first column of an empty table', () => {
  expect(
    likelyColumns(headings, [
      ['1', 'one.jpg'],
      ['2', 'none'],
    ]),
  ).toEqual({ text: 'photo' });
  expect(likelyColumns(headings, [])).toEqual({ text: 'id' });
});
