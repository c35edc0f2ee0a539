import { expect, it } from 'vitest';
import { surest } from '../../../../src-renderer/viewers/picture/box-drawing';

const box = { x: 0, y: 0, width: 1, height: 1 };
const scored = (...scores: (number | undefined)[]) => scores.map((score, at) => ({ box, label: `found ${at}`, score }));

it('keeps the surest boxes, wherever they are in the answer, and draws the surest over the others', () => {
  const found = scored(0.2, 0.9, undefined, 0.5, 0.9);
  expect(surest(found, 3).map(({ label }) => label)).toEqual(['found 4', 'found 1', 'found 2']);
  const many = scored(...Array.from({ length: 500 }, (_, at) => at / 500));
  const kept = surest(many, 100).map(({ score }) => score ?? 1);
  expect(Math.min(...kept)).toBe(0.8);
});

it('keeps all of a few', () => {
  expect(surest(scored(0.5, 0.1), 100)).toHaveLength(2);
  expect(surest([], 100)).toEqual([]);
});
