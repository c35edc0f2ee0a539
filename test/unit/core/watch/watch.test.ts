import { describe, expect, it } from 'vitest';
import { goesRound, pauseAfter } from '../../../../src-main/core/watch/watch';

const way = (folder: string, outputFolder: string) => ({ folder, outputFolder });

describe('the pause between two looks', () => {
  it.each([
    { tookMs: 0, pauseMs: 2_000 },
    { tookMs: 20, pauseMs: 2_000 },
    { tookMs: 500, pauseMs: 50_000 },
  ])('is $pauseMs ms after $tookMs ms', ({ tookMs, pauseMs }) => {
    expect(pauseAfter(tookMs)).toBe(pauseMs);
  });
});

describe('where results of a watch may go', () => {
  it.each([
    { why: 'elsewhere', watch: way('/in', '/out'), others: [], expected: false },
    { why: 'beside its folder', watch: way('/in', '/in results'), others: [], expected: false },
    { why: 'into a folder directly in its own', watch: way('/in', '/in/results'), others: [], expected: false },
    { why: 'among its inputs', watch: way('/in', '/in'), others: [], expected: true },
    { why: 'among inputs further down', watch: way('/in', '/in/a/results'), others: [], expected: true },
    { why: 'on Windows', watch: way('C:\\in', 'C:\\in\\a\\results'), others: [], expected: true },
    { why: 'to another watch', watch: way('/in', '/mid'), others: [way('/mid', '/out')], expected: false },
    { why: 'to and fro', watch: way('/in', '/mid'), others: [way('/mid', '/in')], expected: true },
    { why: 'to and fro, below', watch: way('/in', '/mid/a'), others: [way('/mid', '/in/b')], expected: true },
    {
      why: 'round by three',
      watch: way('/a', '/b'),
      others: [way('/c', '/a'), way('/b', '/c')],
      expected: true,
    },
    {
      why: 'where two others go round each other without it',
      watch: way('/in', '/b'),
      others: [way('/b', '/c'), way('/c', '/b')],
      expected: false,
    },
    {
      why: 'to the results of the same folder',
      watch: way('/in', '/in/r'),
      others: [way('/in', '/in/r')],
      expected: false,
    },
  ])('$why: goes round is $expected', ({ watch, others, expected }) => {
    expect(goesRound(watch, others)).toBe(expected);
  });
});
