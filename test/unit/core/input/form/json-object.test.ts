import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormPath } from '../../../../../src-main/core/input/form/field';
import {
  literalOf,
  nodeAt,
  readFormText,
  withoutValue,
  withValue,
} from '../../../../../src-main/core/input/form/json-object';

describe('setting a value', () => {
  it.each<[string, FormPath, string, string]>([
    ['{"a": 1}', ['a'], '2', '{"a": 2}'],
    ['{"a": 1.0, "b": 12345678901234567890}', ['a'], '2.50', '{"a": 2.50, "b": 12345678901234567890}'],
    ['{"a": 1}', ['b'], '"x"', '{"a": 1, "b": "x"}'],
    ['{"a":1}', ['b'], '2', '{"a":1, "b":2}'],
    ['{\n  "a": 1\n}', ['b'], '2', '{\n  "a": 1,\n  "b": 2\n}'],
    ['{\n\t"a" : 1,\n\t"c" : 3\n}', ['d'], '4', '{\n\t"a" : 1,\n\t"c" : 3,\n\t"d" : 4\n}'],
    ['', ['a'], 'true', '{\n  "a": true\n}'],
    ['{}', ['a', 'b'], '1', '{\n  "a": {"b": 1}\n}'],
    ['{"a": {}}', ['a', 'b'], '1', '{"a": {"b": 1}}'],
    ['{"a": [1, 2]}', ['a', 2], '3', '{"a": [1, 2, 3]}'],
    ['{"a": []}', ['a', 0], '3', '{"a": [3]}'],
    ['{"a": [\n  1,\n  2\n]}', ['a', 2], '3', '{"a": [\n  1,\n  2,\n  3\n]}'],
    ['{"a/b": {"~": 1}}', ['a/b', '~'], '2', '{"a/b": {"~": 2}}'],
  ])('in %j at %j to %s', (text, path, literal, expected) => {
    expect(withValue(text, path, literal)).toBe(expected);
  });

  it('adds members in the order of the form, wherever others stand', () => {
    const order = () => ['a', 'b', 'c'];
    expect(withValue('{"a": 1, "c": 3}', ['b'], '2', order)).toBe('{"a": 1, "b": 2, "c": 3}');
    expect(withValue('{"b": 2}', ['a'], '1', order)).toBe('{"a": 1, "b": 2}');
    expect(withValue('{"x": 0}', ['a'], '1', order)).toBe('{"x": 0, "a": 1}');
    expect(withValue('{"c": 3, "x": 0}', ['b'], '2', order)).toBe('{"b": 2, "c": 3, "x": 0}');
  });

  it.each<[string, FormPath]>([
    ['{"a": 1}', ['a', 'b']],
    ['{"a": [1]}', ['a', 5]],
    ['{"a": [1]}', ['a', 'b']],
    ['[1]', ['a']],
  ])('is refused where nothing can hold it: %j at %j', (text, path) => {
    expect(() => withValue(text, path, '1')).toThrow(RangeError);
  });
});

describe('removing a value', () => {
  it.each<[string, FormPath, string]>([
    ['{"a": 1, "b": 2, "c": 3}', ['a'], '{"b": 2, "c": 3}'],
    ['{"a": 1, "b": 2, "c": 3}', ['b'], '{"a": 1, "c": 3}'],
    ['{"a": 1, "b": 2, "c": 3}', ['c'], '{"a": 1, "b": 2}'],
    ['{\n  "a": 1,\n  "b": 2\n}', ['b'], '{\n  "a": 1\n}'],
    ['{\n  "a": 1\n}', ['a'], '{}'],
    ['{"a": [1, 2, 3]}', ['a', 1], '{"a": [1, 3]}'],
    ['{"a": [1]}', ['a', 0], '{"a": []}'],
    ['{"a": 1}', ['b'], '{"a": 1}'],
  ])('of %j at %j', (text, path, expected) => {
    expect(withoutValue(text, path)).toBe(expected);
  });
});

it('reads what a form can edit, and nothing else', () => {
  expect(readFormText('')?.type).toBe('object');
  for (const text of ['[1]', '1', '{', '{"a": 1, "a": 2}', '{"b": [{"a": 1, "a": 2}]}', '{"a": 1} x', '{"a": 1,}']) {
    expect(readFormText(text), text).toBeUndefined();
  }
  expect(readFormText(`${'{"a": '.repeat(33)}1${'}'.repeat(33)}`)).toBeUndefined();
  expect(readFormText(`${'['.repeat(100_000)}`)).toBeUndefined();
  expect(readFormText(`{"a": "${'['.repeat(1000)}"}`)?.type).toBe('object');
  expect(readFormText(`{"a": "${'x'.repeat(300_000)}"}`)).toBeUndefined();
});

interface Place {
  readonly path: FormPath;
  readonly literal: string;
}

/** Every value of a text that has no parts, as it stands there, in order. */
function leavesOf(text: string): readonly Place[] {
  const root = readFormText(text);
  const leaves: Place[] = [];
  const walk = (node: NonNullable<typeof root>, path: FormPath): void => {
    const children = node.children ?? [];
    if (children.length === 0) leaves.push({ path, literal: literalOf(node, text).replace(/\s/g, '') });
    children.forEach((child, index) => {
      const [key, value] = child.children ?? [];
      if (child.type !== 'property') walk(child, [...path, index]);
      else if (key && value) walk(value, [...path, String(key.value)]);
    });
  };
  if (root) walk(root, []);
  return leaves;
}

const key = fc.string({ unit: 'grapheme', maxLength: 6 }).filter((name) => name !== '__proto__');
const json = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, tie('scalar'), tie('list'), tie('object')),
  scalar: fc.oneof(
    fc.constantFrom('1.0', '1e2', '12345678901234567890', '-0', 'true', 'null'),
    fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
  ),
  list: fc
    .tuple(fc.array(tie('value'), { maxLength: 4 }), fc.constantFrom('', ' ', '\n  '))
    .map(([items, gap]) => `[${gap}${items.join(`,${gap}`)}${gap}]`),
  object: fc
    .tuple(
      fc.uniqueArray(fc.tuple(key, tie('value')), { selector: ([name]) => name, maxLength: 5 }),
      fc.constantFrom('', ' ', '\n\t'),
    )
    .map(
      ([members, gap]) =>
        `{${gap}${members.map(([name, value]) => `${JSON.stringify(name)}:${gap}${String(value)}`).join(`,${gap}`)}${gap}}`,
    ),
})).object;

it('changes nothing but the value that is set, in any text', () => {
  fc.assert(
    fc.property(json, fc.nat(), fc.constantFrom('7.50', '"ñ"', 'null'), (text, number, literal) => {
      const leaves = leavesOf(text).filter(({ path }) => path.length > 0);
      const place = leaves[number % Math.max(1, leaves.length)];
      fc.pre(place !== undefined);
      const edited = withValue(text, place.path, literal);
      const expected = leaves.map((leaf) => (leaf === place ? { ...leaf, literal } : leaf));
      expect(leavesOf(edited)).toEqual(expected);
      const root = readFormText(text);
      const before = root && nodeAt(root, place.path);
      expect(before && withValue(edited, place.path, literalOf(before, text))).toBe(text);
    }),
  );
});

it('changes nothing else when a member comes or goes, in any text', () => {
  fc.assert(
    fc.property(json, key, (text, name) => {
      const root = readFormText(text);
      fc.pre(root !== undefined && nodeAt(root, [name]) === undefined);
      const before = leavesOf(text).filter(({ path }) => path.length > 0);
      const edited = withValue(text, [name], '3.0');
      expect(leavesOf(edited)).toEqual([...before, { path: [name], literal: '3.0' }]);
      expect(leavesOf(withoutValue(edited, [name])).filter(({ path }) => path.length > 0)).toEqual(before);
    }),
  );
});
