import { commandIds } from '../../src-main/contract/commands';
import type { ErrorCode, ErrorInfo } from '../../src-main/contract/api';
import { errorExamples } from '../errors/error-examples';
import { describeError } from '../errors/error-message';
import { writtenPageIds, type HelpMessages, type TroubleGroup, type WrittenPageId } from '../i18n/help/messages';
import { m } from '../i18n/locale.svelte';
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
  /** Unlike every other of all pages; serves as the `id` of its element. */
  readonly id: string;
  readonly title: string;
  /** What it belongs to, together with its neighbours. */
  readonly group?: string;
  readonly paragraphs: readonly string[];
  readonly steps: readonly string[];
  readonly keys?: readonly KeyLine[];
}

/** A page of the help, complete. */
export interface HelpPage {
  readonly id: HelpPageId;
  readonly title: string;
  readonly sections: readonly HelpSection[];
}

/** All pages, in the order they are listed. The messages must be of the language in use. */
export function helpPages(words: HelpMessages): readonly HelpPage[] {
  const written = writtenPageIds.map((id): HelpPage => {
    const { title, sections } = words.pages[id];
    return { id, title, sections: sections.map((section, index) => sectionOf(id, index, section)) };
  });
  return [...written, troubleshooting(words), keyboard(words)];
}

/** What the user has to look after, by what went wrong. What the user did, such as a stop, needs no help. */
const groupOf: Readonly<Record<Exclude<ErrorCode, 'cancelled'>, TroubleGroup>> = {
  'endpoint-invalid': 'connection',
  'plain-http-refused': 'connection',
  'profile-gone': 'connection',
  'host-not-found': 'connection',
  'network-unreachable': 'connection',
  'connection-refused': 'connection',
  'tls-untrusted': 'connection',
  'no-certificate': 'connection',
  'proxy-unreachable': 'connection',
  'proxy-unauthorized': 'connection',
  'proxy-refused': 'connection',
  'proxy-unsupported': 'connection',
  redirected: 'connection',
  'not-oscar': 'connection',
  'nothing-to-run': 'connection',
  'config-unreadable': 'connection',
  'connection-file-refused': 'connection',
  unauthorized: 'sign-in',
  forbidden: 'sign-in',
  'service-not-found': 'sign-in',
  'service-ambiguous': 'sign-in',
  'token-missing': 'sign-in',
  'secret-missing': 'sign-in',
  'token-expired': 'sign-in',
  'token-not-yet-valid': 'sign-in',
  'token-unsuitable': 'sign-in',
  'issuer-needed': 'sign-in',
  'issuer-unknown': 'sign-in',
  'not-an-issuer': 'sign-in',
  'issuer-failed': 'sign-in',
  'sign-in-refused': 'sign-in',
  'sign-in-unsupported': 'sign-in',
  'agent-unavailable': 'sign-in',
  'keychain-unavailable': 'sign-in',
  'input-empty': 'input',
  'json-malformed': 'input',
  'file-unreadable': 'input',
  'file-changed': 'input',
  'input-too-large': 'input',
  'request-rejected': 'input',
  'timed-out': 'waiting',
  'connection-lost': 'waiting',
  'service-busy': 'waiting',
  'service-not-ready': 'waiting',
  'gateway-timed-out': 'waiting',
  'service-failed': 'waiting',
  'not-an-answer': 'result',
  'response-malformed': 'result',
  'response-too-large': 'result',
  'result-gone': 'result',
  'not-opened': 'result',
  'not-openable': 'result',
  'not-copyable': 'result',
  'too-large-to-copy': 'result',
  'too-large-to-drag': 'result',
  'archive-unreadable': 'result',
  'archive-refused': 'result',
  'archive-entry-refused': 'result',
  'disk-full': 'computer',
  'disk-failed': 'computer',
  'space-short': 'computer',
  'permission-denied': 'computer',
  'folder-gone': 'computer',
  internal: 'computer',
  'output-among-inputs': 'batch',
  'template-unusable': 'batch',
  'batch-gone': 'batch',
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

/** Every failure with its next step, as the window tells it. */
function troubleshooting({ troubleshooting: words }: HelpMessages): HelpPage {
  const examples: readonly ErrorInfo[] = Object.values(errorExamples(words.examples)).flat();
  const sections = groupOrder.flatMap((group) => {
    const inGroup = examples.filter(({ code }) => code !== 'cancelled' && groupOf[code] === group);
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

/** Every command with its keys, and the keys that only count somewhere. */
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
