import { describe, expect, it } from 'vitest';
import { lastLines, toLineBlocks } from '../../../src-renderer/viewers/text-lines';

describe('toLineBlocks', () => {
  it('numbers the lines on from block to block', () => {
    const text = Array.from({ length: 450 }, (_, index) => `line ${index + 1}`).join('\r\n');
    const blocks = toLineBlocks(text);
    expect(blocks.map((block) => block.firstNumber)).toEqual([1, 201, 401]);
    expect(blocks[2]?.lines.at(-1)).toBe('line 450');
  });

  it('counts no line after the final line feed, and keeps empty ones', () => {
    expect(toLineBlocks('a\n\nb\n')).toEqual([{ firstNumber: 1, lines: ['a', '', 'b'] }]);
    expect(toLineBlocks('')).toEqual([]);
  });
});

describe('lastLines', () => {
  it('leaves out what comes before', () => {
    expect(lastLines('a\nb\nc\n\n', 2)).toBe('b\nc');
  });
});
