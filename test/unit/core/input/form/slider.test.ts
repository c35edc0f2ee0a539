import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readTypedNumber } from '../../../../../src-main/core/input/form/check';
import type { NumberField } from '../../../../../src-main/core/input/form/field';
import { sliderOf } from '../../../../../src-main/core/input/form/slider';

const bounded = (least: number, most: number, isWhole = false, isExclusive = false): NumberField => ({
  kind: 'number',
  isWhole,
  least: { value: least, isExclusive },
  most: { value: most, isExclusive },
});

it('has steps that people would take', () => {
  expect(sliderOf(bounded(0.5, 2))).toEqual({ least: 0.5, most: 2, step: 0.01 });
  expect(sliderOf(bounded(0, 1))).toEqual({ least: 0, most: 1, step: 0.01 });
  expect(sliderOf(bounded(0, 100))).toEqual({ least: 0, most: 100, step: 1 });
  expect(sliderOf(bounded(1, 10, true))).toEqual({ least: 1, most: 10, step: 1 });
  expect(sliderOf(bounded(0, 10, true, true))).toEqual({ least: 1, most: 9, step: 1 });
  expect(sliderOf(bounded(0.5, 2.5, true))).toEqual({ least: 1, most: 2, step: 1 });
});

it.each([
  ['a seed', bounded(0, 2 ** 32 - 1, true)],
  ['one value', bounded(1, 1)],
  ['no whole number', bounded(0.2, 0.8, true)],
  ['all numbers', bounded(-Number.MAX_VALUE, Number.MAX_VALUE)],
  ['numbers too small to tell', bounded(0, 1e-9)],
  ['a sliver of large numbers', bounded(1e15, 1e15 + 1)],
  ['one bound', { kind: 'number', isWhole: false, least: { value: 0, isExclusive: false } } satisfies NumberField],
])('is not made of %s', (_, field) => {
  expect(sliderOf(field)).toBeUndefined();
});

it('never offers what its field refuses', () => {
  const number = fc.integer({ min: -1000, max: 1000 }).map((value) => value / 10);
  fc.assert(
    fc.property(number, number, fc.boolean(), fc.boolean(), (one, other, isWhole, isExclusive) => {
      const field = bounded(Math.min(one, other), Math.max(one, other), isWhole, isExclusive);
      const range = sliderOf(field);
      fc.pre(range !== undefined);
      for (const value of [range.least, range.most]) {
        expect(readTypedNumber(field, String(value))).toEqual({ literal: String(value) });
      }
    }),
  );
});
