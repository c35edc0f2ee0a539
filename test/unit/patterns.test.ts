import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { findFailureSign } from '../../src-main/core/answer/failure-signs';
import { htmlTitle } from '../../src-main/core/answer/text-type';

const sizeCharacters = 66 * 1024;
/** A pattern that is linear takes a hundredth of it; one that is not, several times as much. Counted is the processor's time. */
const limitMs = 1000;

/** Patterns that get short text only, with what sees to that. */
const bounded: Readonly<Record<string, string>> = {
  'src-main/core/answer/failure-signs.ts': 'lines are cut at 500 characters; tested through its function below',
};

interface FoundPattern {
  readonly file: string;
  readonly literal: string;
}

const patterns = ['src-main', 'src-renderer'].flatMap(filesBelow).flatMap(patternsIn);

describe('patterns', () => {
  it('are found in the sources', () => {
    expect(patterns.length).toBeGreaterThan(200);
  });

  it.each(patterns.filter(({ file }) => !(file in bounded)))(
    'take no longer on repeated openings: $literal in $file',
    ({ literal }) => {
      const { source, flags } = parts(literal);
      for (const opening of openingsOf(source, flags)) {
        const text = `${opening.repeat(Math.ceil(sizeCharacters / opening.length))}\0`;
        expect(
          cpuMs(() => text.replace(new RegExp(source, flags), '')),
          JSON.stringify(opening),
        ).toBeLessThan(limitMs);
      }
    },
  );
});

describe('what reads foreign text', () => {
  it.each(['<title>', '<title', '<h1>', '<title></h1>', '<'])('finds no title in many of %s', (opening) => {
    expect(cpuMs(() => htmlTitle(repeated(opening)))).toBeLessThan(limitMs);
    expect(cpuMs(() => htmlTitle(`<title>${repeated(opening)}</title>`))).toBeLessThan(limitMs);
  });

  it.each([
    'panic: x\n',
    'fatal error: x\n',
    'Traceback (most recent call last):\n',
    'Traceback (most recent call last):\n  x\n',
    'Error\n    at x\n',
    'a.Exception\n at x\n',
    "thread 'x' panicked at x\n",
    'x.sh: ',
    'script',
    'MemoryError: ',
  ])('finds failures, or none, among many of %j', (opening) => {
    const text = repeated(opening);
    expect(cpuMs(() => findFailureSign(text, text))).toBeLessThan(limitMs);
  });
});

function repeated(opening: string): string {
  return opening.repeat(Math.ceil(sizeCharacters / opening.length));
}

/** Time of the processor that a call takes, in milliseconds; what else the machine does leaves it alone. */
function cpuMs(call: () => unknown): number {
  const before = process.cpuUsage();
  call();
  return process.cpuUsage(before).user / 1000;
}

/**
 * Beginnings of what a pattern matches: an example of it up to each of its parts. Groups and classes are found by
 * trying where the source can be cut so that what is before is a pattern too.
 */
function openingsOf(source: string, flags: string): readonly string[] {
  const openings = new Set<string>();
  for (let end = 1; end <= source.length; end += 1) {
    const example = exampleOf(source.slice(0, end));
    if (example !== '') openings.add(example);
  }
  // What a pattern repeats may be repeated by a text as well.
  for (const character of ['a', '0', ' ', '\n', '.', '-', '/', '"', '<', '[', '=']) {
    if (new RegExp(source.replace(/[\^$]/g, ''), flags.replace(/[gy]/g, '')).test(character)) openings.add(character);
  }
  return [...openings];
}

/** The characters of a part of a pattern, without its signs: one for each class, and each literal as it stands. */
function exampleOf(source: string): string {
  const classes: Readonly<Record<string, string>> = {
    d: '0',
    w: 'a',
    s: ' ',
    S: 'x',
    D: 'x',
    W: ' ',
    n: '\n',
    r: '\r',
    t: '\t',
  };
  return source
    .replace(/\\[bB]|\(\?(?:[:=!]|<[=!]|<\w+>)|\\\d|\\p\{[^}]*\}/g, '')
    .replace(/\[\^[^\]]*\]?/g, 'x')
    .replace(/\[\\?([^\]])[^\]]*\]?/g, '$1')
    .replace(/\{\d+,?\d*\}/g, '')
    .replace(/\\u[\da-f]{4}|\\x[\da-f]{2}/gi, (code) => String.fromCodePoint(parseInt(code.slice(2), 16)))
    .replace(/\\([dwsSDWnrt])/g, (_, name: string) => classes[name] ?? '')
    .replace(/(?<!\\)[()|*+?^$]/g, '')
    .replace(/(?<!\\)\./g, 'x')
    .replace(/\\(.)/g, '$1');
}

function parts(literal: string): { readonly source: string; readonly flags: string } {
  const end = literal.lastIndexOf('/');
  return { source: literal.slice(1, end), flags: literal.slice(end + 1) };
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte)$/.test(name))
    .map((name) => join(folder, name));
}

/** Every pattern that is written down in a file, as TypeScript reads it. */
function patternsIn(file: string): readonly FoundPattern[] {
  const text = readFileSync(file, 'utf8');
  const code = file.endsWith('.svelte') ? (/<script[^>]*>([^]*?)<\/script>/.exec(text)?.[1] ?? '') : text;
  const found: FoundPattern[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push({ file, literal: node.text });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, code, ts.ScriptTarget.Latest));
  return found;
}
