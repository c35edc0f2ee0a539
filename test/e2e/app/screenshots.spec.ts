import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { OscarApp } from '../../fixtures/app';
import { journeys, resize, setTheme, speak, test } from '../../fixtures/window-states';

const folder = join(import.meta.dirname, '../../../screenshots');
const sizes = [
  { width: 900, height: 600 },
  { width: 1440, height: 900 },
] as const;
const themes = [
  ['light', ['system', 'light']],
  ['dark', ['system', 'dark']],
  ['high contrast', ['high-contrast', 'light']],
] as const;

/** The states that pages of the help show, and those pages. */
const helpPages: Readonly<Record<string, string>> = {
  'result, picture': 'first-steps',
  'connection, service token': 'connecting',
  'input, text and options': 'running',
  form: 'parameters',
  'before sending': 'preparing',
  'job, done': 'background',
  'result, side by side': 'results',
  'batch, running': 'batch',
  'table, rows': 'tables',
  'gallery, a picture': 'review',
  'history, a result': 'history',
};
const isForHelp = process.env['OSCAR_DESKTOP_HELP_PICTURES'] !== undefined;

/** Takes the picture of a page of the help in each language, without the line at the foot of the window. */
async function photographForHelp(app: OscarApp, state: string): Promise<void> {
  const page = helpPages[state];
  if (page === undefined) return;
  await resize(app, { width: 1280, height: 800 });
  await setTheme(app.page, 'system', 'light');
  for (const language of ['es', 'en'] as const) {
    await speak(app.page, language);
    const path = join(folder, 'help', language, `${page}.png`);
    await app.page.screenshot({ path, clip: { x: 0, y: 0, width: 1280, height: 776 } });
  }
}

/** Takes a picture of the window in each size, language and theme. @param name the beginning of the files' names */
async function photograph(app: OscarApp, name: string): Promise<void> {
  const { page } = app;
  for (const size of sizes) {
    await resize(app, size);
    for (const language of ['es', 'en'] as const) {
      await speak(page, language);
      // Of a result below its input there would be nothing to see.
      if (/ - (result|problem|stopped)/.test(name)) {
        await page.evaluate(() => document.getElementById('region-result')?.scrollIntoView());
      }
      for (const [theme, [palette, light]] of themes) {
        await setTheme(page, palette, light);
        const path = join(folder, `${name} - ${theme} - ${language} - ${size.width}x${size.height}.png`);
        await page.screenshot({ path });
      }
    }
  }
  await setTheme(page, 'system', 'light');
}

// What `npm run screenshots` does: a picture of every view and state, in every theme, language and size.
for (const [name, journey] of Object.entries(journeys)) {
  test(`pictures of ${name}`, async ({ session }) => {
    test.setTimeout(1_200_000);
    await mkdir(folder, { recursive: true });
    let number = 0;
    await journey(session, async (state) => {
      number += 1;
      if (isForHelp) await photographForHelp(session.app, state);
      else await photograph(session.app, `${name} - ${String(number).padStart(2, '0')} - ${state}`);
    });
  });
}
