import { describe, expect, it } from 'vitest';
import { en } from '../../../src-renderer/i18n/en';
import { es } from '../../../src-renderer/i18n/es';

/** Words that are the same in both languages, by the messages that have them: names, signs and formats. */
const sameInBoth = new Set([
  'recipe.of',
  'app.name',
  'about.electron',
  'about.chromium',
  'about.node',
  'commands.keyNames.Control',
  'commands.keyNames.Alt',
  'commands.keyNames.Escape',
  'signIn.kinds.oidc-agent',
  'signIn.secret.service-token',
  'check.steps.oscar',
  'check.reportLine',
  'check.reportFingerprint',
  'check.reportProgram',
  'services.option',
  'input.json',
  'tableRows.kinds.json',
  'run.gigabytes',
  'result.choices.json',
  'result.choices.hex',
  'result.kinds.json',
  'result.kinds.hex',
  'sound.times',
  'result.kinds.pdf',
  'boxes.json',
  'preparing.channels',
  'preparing.formats.jpeg',
  'preparing.formats.png',
  'preparing.formats.wav',
  'preparing.formats.webp',
  'preparing.soundForm',
  'saving.forms.curl',
  'saving.forms.oscar-cli',
  'saving.forms.python',
  'batch.announce',
  'batch.ofKind',
  'appearance.languages.en',
  'appearance.languages.es',
  'encoding.names.utf-8',
  'encoding.names.utf-16le',
  'encoding.names.utf-16be',
  'forms.file',
  'forms.item',
  'forms.no',
]);

/** Every message under its path; functions as what they say about samples that tell one from another. */
function said(messages: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') found.set(at, value);
    else if (typeof value === 'function') {
      for (const count of [1, 2]) collect(found, `${at}(${count})`, spoken(value, count));
    } else for (const [below, text] of said(value, at)) found.set(below, text);
  }
  return found;
}

/** What a message says when every argument is a count: as good as a name where it is only put into the text. */
function spoken(message: (...args: unknown[]) => unknown, count: number): unknown {
  return message(...Array.from({ length: message.length }, () => count));
}

function collect(found: Map<string, string>, path: string, words: unknown): void {
  if (typeof words === 'string') found.set(path, words);
  else for (const [below, text] of said(Object(words), path)) found.set(below, text);
}

describe('the Spanish messages', () => {
  const english = said(en);
  const spanish = said(es);

  it('are the same ones as the English, of the same kind', () => {
    expect([...spanish.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('say something wherever the English do', () => {
    const silent = [...spanish].filter(([path, text]) => (text.trim() === '') !== (english.get(path)?.trim() === ''));
    expect(silent).toEqual([]);
  });

  it('are Spanish', () => {
    const same = [...spanish].filter(([path, text]) => english.get(path) === text);
    expect(new Set(same.map(([path]) => path.replace(/\(\d\).*$/, '')))).toEqual(sameInBoth);
  });

  it('leave room for what they are told, as the English do', () => {
    const numbers = (text: string | undefined) => (text?.match(/[12](?=\D|$)/g) ?? []).length > 0;
    const forgetful = [...spanish].filter(([path, text]) => numbers(english.get(path)) && !numbers(text));
    expect(forgetful).toEqual([]);
  });

  it('quote as Spanish does', () => {
    expect([...spanish].filter(([, text]) => /[“”"]/.test(text))).toEqual([]);
  });
});
