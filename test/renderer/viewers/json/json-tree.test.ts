import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldOf, JsonField, outlineJson } from '../../../../src-renderer/viewers/json/json-outline';
import { JsonTree, pageValues } from '../../../../src-renderer/viewers/json/json-tree.svelte';

function treeOf(text: string): JsonTree {
  const outline = outlineJson(text);
  if (!outline) throw new Error('no JSON');
  return new JsonTree({ text, outline, hasNonNumbers: false });
}

const shownIn = (tree: JsonTree) => tree.rows.map((row) => (row.kind === 'value' ? tree.path(row.node) : row.kind));

describe('outlineJson', () => {
  it('finds every value of any JSON, where it stands', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom(undefined, 2), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), undefined, indent);
        const outline = outlineJson(text);
        expect(outline).toBeDefined();
        if (!outline) return;
        const literals = Array.from({ length: outline.count }, (_, node) =>
          text.slice(fieldOf(outline, node, JsonField.start), fieldOf(outline, node, JsonField.end)),
        );
        expect(literals.map((literal) => JSON.stringify(JSON.parse(literal)))).toEqual(
          everyValue(JSON.parse(text)).map((value) => JSON.stringify(value)),
        );
      }),
    );
  });

  it.each(['', '{', '[1,]', '{"a":1', "{'a':1}", 'nul'])('refuses %j', (text) => {
    expect(outlineJson(text)).toBeUndefined();
  });

  it('takes any depth, and texts of any length', () => {
    const deep = `${'['.repeat(5_000)}1${']'.repeat(5_000)}`;
    expect(outlineJson(deep)?.count).toBe(5_001);
    expect(outlineJson(JSON.stringify([`\\"${'x"\\'.repeat(300_000)}`, 1]))?.count).toBe(3);
  });
});

describe('JsonTree', () => {
  it('opens a small document at once, and closes what is closed', () => {
    const tree = treeOf('{"plants": [{"label": "oak"}, 2], "a b": {}}');
    expect(shownIn(tree)).toEqual(['$', '$.plants', '$.plants[0]', '$.plants[0].label', '$.plants[1]', '$["a b"]']);
    tree.setOpen(1, false);
    expect(shownIn(tree)).toEqual(['$', '$.plants', '$["a b"]']);
    tree.setOpen(tree.rows.length, true);
    expect(tree.isBranch(5)).toBe(false);
  });

  it('shows literals digit by digit', () => {
    const tree = treeOf('[1.10, 12345678901234567890, "\\u00e9"]');
    expect([1, 2, 3].map((node) => tree.literal(node))).toEqual(['1.10', '12345678901234567890', '"\\u00e9"']);
  });

  it('finds keys and values, but nothing that stands between them', () => {
    const tree = treeOf('{"leaf": "a leaf", "n": [1, {"leaf": null}]}');
    expect(tree.find('leaf').map((match) => tree.path(match.node))).toEqual(['$.leaf', '$.leaf', '$.n[1].leaf']);
    expect(tree.find('": "')).toEqual([]);
    expect(tree.find('[')).toEqual([]);
    expect(tree.find('null').map((match) => tree.path(match.node))).toEqual(['$.n[1].leaf']);
  });

  it('shows a long list in pages, and goes to what is far behind', () => {
    const tree = treeOf(JSON.stringify(Array.from({ length: 2_500 }, (_, index) => ({ index }))));
    expect(tree.rows).toHaveLength(pageValues + 2);
    expect(tree.rows.at(-1)).toEqual({ kind: 'more', node: 0, shown: 1_000, left: 1_000 });
    tree.showMore(0);
    expect(tree.rows.at(-1)).toMatchObject({ left: 500 });
    const [match] = tree.find('2499');
    tree.reveal(match?.node ?? 0);
    expect(tree.path(tree.active)).toBe('$[2499].index');
    expect(tree.rows.some((row) => row.kind === 'value' && row.node === tree.active)).toBe(true);
    expect(tree.rows.at(-1)?.kind).toBe('value');
  });
});

function everyValue(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  return [value, ...Object.values(value).flatMap(everyValue)];
}
