import { describe, expect, it } from 'vitest';
import { looksLikeHeader, numberIn, sortOrder } from '../../../../src-renderer/viewers/table/table-format';

describe('numberIn', () => {
  it.each([
    ['12', 12],
    [' -3.5e2 ', -350],
    ['.5', 0.5],
    ['1,5', 1.5],
    ['1,500,000', undefined],
    ['12 cm', undefined],
    ['', undefined],
    ['NA', undefined],
    ['0x10', undefined],
    ['2024-05-01', undefined],
  ])('%j holds %j', (cell, number) => {
    expect(numberIn(cell, ';')).toBe(number);
  });

  it('takes no comma for a decimal mark where it separates', () => {
    expect(numberIn('1,5', ',')).toBeUndefined();
  });
});

describe('looksLikeHeader', () => {
  it.each([
    [
      [
        ['name', 'size'],
        ['leaf', '3'],
      ],
      true,
    ],
    [
      [
        ['', 'size'],
        ['leaf', '3'],
      ],
      true,
    ],
    [
      [
        ['leaf', '2'],
        ['oak', '3'],
      ],
      false,
    ],
    [
      [
        ['a', 'a'],
        ['b', 'c'],
      ],
      false,
    ],
    [
      [
        ['a', ''],
        ['b', 'c'],
      ],
      false,
    ],
    [[['name', 'size']], false],
  ])('of %j is %j', (rows, isHeader) => {
    expect(looksLikeHeader(rows, ',')).toBe(isHeader);
  });
});

describe('sortOrder', () => {
  const cells = ['10', 'b', '', '9', 'a10', 'a2', '9', '-1'];

  it('puts numbers by size, then words, then what is empty', () => {
    const order = [...sortOrder(cells, 'ascending', ',')];
    expect(order.map((index) => cells[index])).toEqual(['-1', '9', '9', '10', 'a2', 'a10', 'b', '']);
    expect(order.slice(1, 3)).toEqual([3, 6]);
  });

  it('goes the other way, with what is empty still at the end', () => {
    const order = [...sortOrder(cells, 'descending', ',')];
    expect(order.map((index) => cells[index])).toEqual(['b', 'a10', 'a2', '10', '9', '9', '-1', '']);
    expect(order.slice(4, 6)).toEqual([3, 6]);
  });
});
