import { render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { commandIds } from '../../../src-main/contract/commands';
import App from '../../../src-renderer/App.svelte';
import { errorExamples } from '../../../src-renderer/errors/error-examples';
import { describeError } from '../../../src-renderer/errors/error-message';
import { helpPages } from '../../../src-renderer/help/help-pages';
import { searchHelp } from '../../../src-renderer/help/help-search';
import { en } from '../../../src-renderer/i18n/en';
import { es } from '../../../src-renderer/i18n/es';
import { helpInEnglish } from '../../../src-renderer/i18n/help/en';
import { helpInSpanish } from '../../../src-renderer/i18n/help/es';
import type { HelpMessages } from '../../../src-renderer/i18n/help/messages';
import { useLanguage } from '../../../src-renderer/i18n/locale.svelte';
import { clusterProfile } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();

afterEach(() => useLanguage('en'));

/** Every text in some messages. */
function textsOf(messages: unknown): string[] {
  if (typeof messages === 'string') return [messages];
  return typeof messages === 'object' && messages !== null ? Object.values(messages).flatMap(textsOf) : [];
}

/** What the help calls the parts of the window. */
const quoted = (words: HelpMessages) =>
  textsOf([words.pages, words.troubleshooting.intro, words.keyboard]).flatMap((text) =>
    [...text.matchAll(/“([^”]+)”|«([^»]+)»/g)].map((match) => match[1] ?? match[2]),
  );

describe('the pages of the help', () => {
  it.each([
    ['English', helpInEnglish, en],
    ['Spanish', helpInSpanish, es],
  ])('call the parts of the window as the window does, in %s', (_language, words, catalogue) => {
    const names = new Set(textsOf(catalogue).map((text) => text.replace(/…$/, '')));
    expect(quoted(words).filter((name) => name === undefined || !names.has(name.replace(/…$/, '')))).toEqual([]);
    expect(quoted(words).length).toBeGreaterThan(20);
  });

  it('are as complete in Spanish as in English', () => {
    const shape = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shape)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, below]) => [key, shape(below)]))
          : typeof value;
    expect(shape(helpInSpanish)).toEqual(shape(helpInEnglish));
  });

  it('tell the next step of every failure, and the keys of every command', () => {
    const pages = helpPages(helpInEnglish);
    const said = textsOf(pages);
    for (const [code, examples] of Object.entries(errorExamples(helpInEnglish.troubleshooting.examples))) {
      if (code === 'cancelled') continue;
      for (const error of examples) expect(said).toContain(describeError(error).headline);
    }
    for (const id of commandIds) expect(said).toContain(en.commands.titles[id]);
  });

  it('have a place of its own for each section', () => {
    const ids = helpPages(helpInEnglish).flatMap(({ sections }) => sections.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('searching the help', () => {
  const found = (query: string) => searchHelp(helpPages(helpInEnglish), query).map(({ section }) => section.title);

  it('takes no notice of accents and capitals', () => {
    useLanguage('es');
    const hits = searchHelp(helpPages(helpInSpanish), 'CONTRASENA anadir conexion');
    expect(hits.map(({ page }) => page.id)).toContain('connecting');
    expect(searchHelp(helpPages(helpInSpanish), 'página')).not.toEqual([]);
  });

  it('finds a sentence of the window, whatever cluster it names', () => {
    expect(found("Can't find oscar.my-institute.edu")[0]).toMatch(/^Can’t find/);
    expect(found('“The token or password wasn’t accepted”')[0]).toBe('The token or password wasn’t accepted');
  });

  it('puts what it is about before what only mentions it', () => {
    expect(found('proxies')[0]).toBe('Proxies');
  });

  it.each(['', '   ', 'xylophone', 'xylophone zebra piano'])('finds nothing for “%s”', (query) => {
    expect(found(query)).toEqual([]);
  });
});

describe('the help in the window', () => {
  const help = () => screen.findByRole('dialog', { name: 'Help' });

  it('opens at the page that fits, is searched, and gives the focus back', async () => {
    render(App, { oscar: new FakeOscar() });
    const button = await screen.findByRole('button', { name: 'Help' });
    await user.click(button);
    expect(within(await help()).getByRole('article', { name: 'First steps' })).toBeVisible();

    await user.type(screen.getByRole('searchbox', { name: 'Search the help' }), 'certificate trusted');
    const hits = within(await help()).getAllByRole('button', { name: /certificate/i });
    const [first] = hits;
    if (first) await user.click(first);
    expect(within(await help()).getByRole('article', { name: 'Certificates and proxies' })).toBeVisible();

    await user.clear(screen.getByRole('searchbox', { name: 'Search the help' }));
    await user.click(screen.getByRole('button', { name: 'Keyboard' }));
    expect(within(await help()).getByRole('row', { name: 'Find a service Ctrl+K' })).toBeVisible();
    const { violations } = await axe.run(await help(), { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(button).toHaveFocus();
  });

  it('says so when nothing is found', async () => {
    render(App, { oscar: new FakeOscar() });
    await user.click(await screen.findByRole('button', { name: 'Help' }));
    await user.type(await screen.findByRole('searchbox', { name: 'Search the help' }), 'xylophone');
    expect(screen.getByText('Nothing about xylophone')).toBeVisible();
  });

  it('opens over a form with F1, and leaves the form open', async () => {
    render(App, { oscar: new FakeOscar() });
    await user.click(await screen.findByRole('button', { name: 'Add connection' }));
    await user.keyboard('{F1}');
    expect(within(await help()).getByRole('article', { name: 'Connecting to a cluster' })).toBeVisible();
    await user.click(within(await help()).getByRole('button', { name: 'Close' }));
    expect(screen.getByRole('dialog', { name: 'Add connection' })).toBeVisible();
  });

  it('opens at what to do about a cluster that can’t be reached', async () => {
    const oscar = new FakeOscar();
    const profile = clusterProfile('Field lab');
    oscar.profiles = [profile];
    oscar.settings = { ...oscar.settings, lastProfileId: profile.id };
    oscar.refuse('listServices', { code: 'host-not-found', host: 'oscar.example.org' });
    render(App, { oscar });
    await screen.findByRole('alert');
    await user.keyboard('{F1}');
    expect(within(await help()).getByRole('article', { name: 'When it doesn’t work' })).toBeVisible();
  });
});
