import { describe, expect, it } from 'vitest';
import {
  datedFolderName,
  isStemThere,
  OutputNames,
  outputStem,
  stemsOf,
  templateProblem,
} from '../../../../src-main/core/batch/names';

const facts = {
  relativePath: 'Meadow/plot 1/leaf.01.jpg',
  serviceName: 'plants',
  index: 6,
  startedAt: '2026-05-01T10:00:00Z',
};

describe('names of results', () => {
  it.each([
    ['{name} – {service}', 'Meadow/plot 1/leaf.01 – plants'],
    ['{number} {name}', 'Meadow/plot 1/0007 leaf.01'],
    ['{date}/{name}', 'Meadow/plot 1/2026-05-01_leaf.01'],
    ['../../{name}', 'Meadow/plot 1/_.._leaf.01'],
  ])('follow the template %s', (template, stem) => {
    expect(outputStem(template, facts)).toBe(stem);
  });

  it('are names that every system takes', () => {
    const stem = (relativePath: string) => outputStem('{name}', { ...facts, relativePath });
    expect(stem('a?b/c:d/e|f.txt')).toBe('a_b/c_d/e_f');
    expect(stem('con/nul.txt')).toBe('_con/_nul');
    expect(stem('a\nb.txt')).toBe('ab');
    expect(stem('cafe\u0301.txt')).toBe('caf\u00e9');
    expect(stem(`${'🌿'.repeat(80)}.txt`)).toBe('🌿'.repeat(50));
    expect(stem('..hidden/.x')).toBe('hidden/x');
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['{name} {who}', 'unknown-part'],
    ['result', 'same-for-all'],
    ['{service} {date}', 'same-for-all'],
    ['{number}', undefined],
    ['{name}', undefined],
  ] as const)('are refused where the template is %j', (template, problem) => {
    expect(templateProblem(template)).toBe(problem);
  });
});

describe('the stem of an item', () => {
  const nothing = () => false;

  it('is never that of another item, whatever the rule', () => {
    for (const rule of ['skip', 'number', 'replace'] as const) {
      const names = new OutputNames();
      const stems = ['leaf', 'Leaf', 'leaf'].map((stem) => names.settle(stem, rule, nothing));
      expect(stems).toEqual(['leaf', 'Leaf (2)', 'leaf (3)']);
    }
  });

  it('is numbered where a file is there, unless that is to be replaced', () => {
    const there = (stem: string) => isStemThere(stemsOf(['Leaf.json', '.leaf (2).json.part']), stem);
    expect(new OutputNames().settle('leaf', 'skip', there)).toBe('leaf (2)');
    expect(new OutputNames().settle('leaf', 'number', there)).toBe('leaf (2)');
    expect(new OutputNames().settle('leaf', 'replace', there)).toBe('leaf');
  });

  it('is kept for an item that had it before the program ended', () => {
    const names = new OutputNames();
    names.keep('leaf');
    expect(names.settle('leaf', 'skip', nothing)).toBe('leaf (2)');
  });
});

it.each([
  [new Date(2026, 4, 1, 0, 30), 'Find things', '2026-05-01 Find things'],
  [new Date(2026, 10, 30, 23, 59), 'a/b: c?', '2026-11-30 a_b_ c_'],
])('gives a list that was made on %s for %s the folder %s', (made, service, name) => {
  expect(datedFolderName(made.toISOString(), service)).toBe(name);
});
