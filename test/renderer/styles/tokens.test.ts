import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../../src-renderer/styles/tokens.css'), 'utf8');
const darkMedia = '@media (prefers-color-scheme: dark) {';
const chosen = ":root[data-theme='high-contrast'] {";

/** The colours of the rule that begins with a text; rules after the last one win over those before. */
function palette(...beginnings: readonly string[]): Map<string, string> {
  const colours = new Map<string, string>();
  for (const beginning of beginnings) {
    const rule = css.split(beginning)[1]?.split('}')[0] ?? '';
    for (const [, name = '', colour = ''] of rule.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)) colours.set(name, colour);
  }
  return colours;
}

const light = '\n:root {';
const dark = `${darkMedia}\n  :root {`;
const palettes = [
  { name: 'light', colours: palette(light), text: 4.5 },
  { name: 'dark', colours: palette(light, dark), text: 4.5 },
  { name: 'high contrast on white', colours: palette(light, `\n${chosen}`), text: 7 },
  {
    name: 'high contrast on black',
    colours: palette(light, dark, `\n${chosen}`, `${darkMedia}\n  ${chosen}`),
    text: 7,
  },
];

const grounds = ['ground', 'panel', 'sunken', 'raised'];
const textPairs = [
  ...grounds.flatMap((ground) => [
    ['ink', ground],
    ['ink-soft', ground],
  ]),
  ...['ground', 'panel', 'raised'].map((ground) => ['accent', ground]),
  ...['key', 'text', 'number', 'word'].map((syntax) => [`syntax-${syntax}`, 'panel']),
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-hover'],
  ...['accent-soft', 'practice', 'warning', 'danger', 'found', 'found-current'].map((ground) => [
    `${ground}-ink`,
    ground,
  ]),
];
const edgePairs = grounds.flatMap((ground) => [
  ['edge', ground],
  ['focus', ground],
]);

describe.each(palettes)('the colours: $name', ({ colours, text }) => {
  const contrast = ([one = '', other = '']: readonly string[]) =>
    contrastOf(colours.get(one) ?? '', colours.get(other) ?? '');

  it('let text be read', () => {
    expect(textPairs.filter((pair) => !(contrast(pair) >= text))).toEqual([]);
  });

  it('let edges and the focus be seen', () => {
    expect(edgePairs.filter((pair) => !(contrast(pair) >= 3))).toEqual([]);
  });
});

/** @see Web Content Accessibility Guidelines 2.2, contrast ratio */
function contrastOf(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminanceOf(colour: string): number {
  const [red = NaN, green = NaN, blue = NaN] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
