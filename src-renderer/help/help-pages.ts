import { commandIds } from '../../src-main/contract/commands';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import { fixOf, type Fix } from '../../src-main/core/ground/error-table';
import { errorExamples } from '../errors/error-examples';
import { describeError } from '../errors/error-message';
import { writtenPageIds, type HelpMessages, type TroubleGroup, type WrittenPageId } from '../i18n/help/messages';
import { locale, m } from '../i18n/locale.svelte';
import { keyWords } from '../shell/shortcuts';

/** A page of the help. */
export type HelpPageId = WrittenPageId | 'troubleshooting' | 'keyboard';

/** A command as the page of keys lists it. */
export interface KeyLine {
  readonly title: string;
  readonly keys: string | undefined;
}

/** A part of a page: what the search finds. */
export interface HelpSection {
  /** Unique among all pages; the `id` of its element. */
  readonly id: string;
  readonly title: string;
  /** Title of the group that it and its neighbours belong to. */
  readonly group?: string;
  readonly paragraphs: readonly string[];
  readonly steps: readonly string[];
  readonly keys?: readonly KeyLine[];
}

/** A page of the help, complete. */
export interface HelpPage {
  readonly id: HelpPageId;
  readonly title: string;
  readonly picture?: { readonly url: string; readonly text: string };
  readonly sections: readonly HelpSection[];
}

/** The addresses of the pictures by their paths. `npm run screenshots -- help` makes them. */
const pictures: Readonly<Record<string, string>> = import.meta.glob('./pictures/*/*.webp', {
  eager: true,
  query: '?url',
  import: 'default',
});

/** All pages, in the order they are listed. The messages must be of the language in use. */
export function helpPages(words: HelpMessages): readonly HelpPage[] {
  const written = writtenPageIds.map((id): HelpPage => {
    const { title, picture: text, sections } = words.pages[id];
    const url = pictures[`./pictures/${locale()}/${id}.webp`];
    return {
      id,
      title,
      ...(text !== undefined && url !== undefined && { picture: { url, text } }),
      sections: sections.map((section, index) => sectionOf(id, index, section)),
    };
  });
  return [...written, troubleshooting(words), keyboard(words)];
}

/** The group of the page of failures in which each kind of solution is listed. */
const groups: Readonly<Record<Fix, TroubleGroup>> = {
  address: 'connection',
  connection: 'connection',
  selection: 'connection',
  'connection-file': 'connection',
  'sign-in': 'sign-in',
  token: 'sign-in',
  input: 'input',
  cluster: 'waiting',
  answer: 'result',
  folder: 'computer',
  batch: 'batch',
  nothing: 'computer',
};

const groupOrder: readonly TroubleGroup[] = [
  'connection',
  'sign-in',
  'input',
  'waiting',
  'result',
  'computer',
  'batch',
];

/** Every failure with its next step, as the window tells it. What the user did, such as a stop, needs no help. */
function troubleshooting({ troubleshooting: words }: HelpMessages): HelpPage {
  const examples: readonly ErrorInfo[] = Object.values(errorExamples(words.examples)).flat();
  const sections = groupOrder.flatMap((group) => {
    const inGroup = examples.filter((error) => error.code !== 'cancelled' && groups[fixOf(error)] === group);
    const steps = new Map(inGroup.map((error) => [describeError(error).headline, describeError(error).nextStep]));
    return [...steps].map(([title, nextStep], index): HelpSection => ({
      id: `help-trouble-${group}-${index}`,
      title,
      group: words.groups[group],
      paragraphs: [nextStep],
      steps: [],
    }));
  });
  return {
    id: 'troubleshooting',
    title: words.title,
    sections: [sectionOf('troubleshooting', 0, words.intro), ...sections],
  };
}

/** Every command with its keys, and the keys that work only in certain places. */
function keyboard({ keyboard: words }: HelpMessages): HelpPage {
  const keys = commandIds.map((id) => ({ title: m().commands.titles[id], keys: keyWords(id) }));
  const commands: HelpSection = {
    id: 'help-keyboard-commands',
    title: words.commands,
    paragraphs: [words.intro],
    steps: [],
    keys,
  };
  return {
    id: 'keyboard',
    title: words.title,
    sections: [commands, ...words.more.map((section, index) => sectionOf('keyboard', index, section))],
  };
}

function sectionOf(
  page: HelpPageId,
  index: number,
  { title, paragraphs = [], steps = [] }: { title: string; paragraphs?: readonly string[]; steps?: readonly string[] },
): HelpSection {
  return { id: `help-${page}-${index}`, title, paragraphs, steps };
}
