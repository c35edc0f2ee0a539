import { describe, expect, it } from 'vitest';
import { findRow, lastLines, toLineBlocks } from '../../../../src-renderer/viewers/text/text-lines';

const textOf = (blocks: ReturnType<typeof toLineBlocks>) =>
  blocks.flatMap((block) => block.rows.map((row) => row.text));

describe('toLineBlocks', () => {
  it('numbers the lines on from block to block', () => {
    const text = Array.from({ length: 450 }, (_, index) => `line ${index + 1}`).join('\r\n');
    const blocks = toLineBlocks(text);
    expect(blocks.map((block) => block.firstNumber)).toEqual([1, 201, 401]);
    expect(blocks[2]?.rows.at(-1)?.text).toBe('line 450');
  });

  it('counts no line after the final line feed, and keeps empty ones', () => {
    expect(textOf(toLineBlocks('a\n\nb\n'))).toEqual(['a', '', 'b']);
    expect(toLineBlocks('')).toEqual([]);
  });

  it('goes on where the text went on, also in the middle of a line or its end', () => {
    const text = `${Array.from({ length: 250 }, (_, index) => `line ${index}`).join('\r\n')}\r\n${'x'.repeat(25_000)}\nend`;
    for (const cut of [3, 700, 701, 1700, 2700, 20_000, text.length - 3]) {
      expect(toLineBlocks(text, toLineBlocks(text.slice(0, cut)))).toEqual(toLineBlocks(text));
    }
  });

  it('cuts a line that is too long to be drawn at once, and numbers it once', () => {
    const [block] = toLineBlocks(`${'x'.repeat(25_000)}\nend`);
    expect(block?.rows.map((row) => [row.text.length, row.isContinued])).toEqual([
      [10_000, false],
      [10_000, true],
      [5_000, true],
      [3, false],
    ]);
  });
});

describe('findRow', () => {
  it('finds the row of a place, and its end for a line feed', () => {
    const blocks = toLineBlocks(Array.from({ length: 450 }, () => 'abcd').join('\n'));
    expect(findRow(blocks, 0)).toEqual({ block: 0, row: 0, column: 0 });
    expect(findRow(blocks, 5 * 201 + 2)).toEqual({ block: 1, row: 1, column: 2 });
    expect(findRow(blocks, 4)).toEqual({ block: 0, row: 0, column: 4 });
    expect(findRow([], 4)).toBeUndefined();
  });
});

describe('lastLines', () => {
  it('leaves out what comes before', () => {
    expect(lastLines('a\nb\nc\n\n', 2)).toBe('b\nc');
  });
});
