import { describe, expect, it } from 'vitest';
import { Find, findMatches, maxMatches, piecesOf } from '../../../../src-renderer/viewers/text/find.svelte';

describe('findMatches', () => {
  it.each([
    ['Leaf, LEAF, leaflet', 'leaf', 3],
    ['a.b axb', 'a.b', 1],
    ['[x] (y) {z} ^$|*+?\\/-', '[x] (y) {z} ^$|*+?\\/-', 1],
    ['İstanbul', 'stan', 1],
    ['ÑANDÚ ñandú', 'ñandú', 2],
    ['aaa', 'aa', 1],
    ['abc', '', 0],
  ])('finds in %j the text %j %i times', (text, query, count) => {
    const matches = findMatches(text, query);
    expect(matches).toHaveLength(count);
    for (const { start, end } of matches) expect(text.slice(start, end).toLowerCase()).toBe(query.toLowerCase());
  });

  it('stops where nobody would go on', () => {
    expect(findMatches('a'.repeat(maxMatches + 10), 'a')).toHaveLength(maxMatches);
  });
});

describe('piecesOf', () => {
  it('alternates between what is found and what is not', () => {
    expect(piecesOf('a leaf', 'LEAF')).toEqual(['a ', 'leaf', '']);
    expect(piecesOf('a leaf', '')).toEqual(['a leaf']);
    expect(piecesOf('a leaf', 'x')).toEqual(['a leaf']);
  });
});

describe('Find', () => {
  it('goes round in both directions and starts anew with another query', () => {
    const find = new Find((query) => findMatches('a b a b a', query));
    find.step(1);
    expect(find.current).toBeUndefined();
    find.search('a');
    expect(find.current?.start).toBe(0);
    find.step(-1);
    expect(find.current?.start).toBe(8);
    find.step(1);
    find.step(1);
    expect(find.current?.start).toBe(4);
    find.search('b');
    expect(find.current?.start).toBe(2);
  });
});
