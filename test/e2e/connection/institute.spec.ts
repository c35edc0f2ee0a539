import { chromium } from '@playwright/test';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, OscarApp, test as base } from '../../fixtures/app';
import { manyFiles, writeFiles } from '../../fixtures/file-tree';
import { InstituteServer } from '../../fixtures/institute';
import { say, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { filesHolding, placesHolding, processesHolding } from '../../fixtures/secret-search';

/** Access tokens that the cluster takes no more. */
const refused = new Set<string>();

const test = base.extend<{ readonly server: OscarServer; readonly institute: InstituteServer }>({
  server: async ({}, use) => {
    const server = await startOscarServer({
      services: { greet: say('Good morning') },
      judgeAccessToken: (token) => (refused.has(token) ? 'refused' : 'accepted'),
      listsTokens: false,
    });
    await use(server);
    await server.close();
  },
  institute: async ({}, use) => {
    const institute = await InstituteServer.start();
    await use(institute);
    await institute.close();
  },
});

/** A command `xdg-open` that keeps the addresses it is to open, as the user's browser would get them. */
async function openedPages(folder: string) {
  const commands = join(folder, 'commands');
  const kept = join(folder, 'opened.txt');
  await mkdir(commands);
  await writeFile(join(commands, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$1" >> '${kept}'\n`);
  await chmod(join(commands, 'xdg-open'), 0o755);
  return {
    environment: { PATH: `${commands}:${process.env['PATH'] ?? ''}` },
    pages: async () => (await readFile(kept, 'utf8').catch(() => '')).split('\n').filter((line) => line !== ''),
  };
}

/** Opens a page in a real browser, says yes there, and reads what the last page says. */
async function signInWithBrowser(address: string): Promise<string> {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await page.getByRole('button', { name: 'Sign in as Ana' }).click();
    await page.getByText('Go back to OSCAR Desktop').waitFor();
    return await page.getByRole('heading').innerText();
  } finally {
    await browser.close();
  }
}

async function runGreeting(app: OscarApp): Promise<void> {
  await app.chooseService('greet');
  await app.typeText('hello');
  await app.run();
  await expect(app.result.getByText('Good morning')).toBeVisible();
}

test('a user signs in at the page of an institute, runs a service, comes back another day, and signs out', async ({
  folder,
  server,
  institute,
}) => {
  const userData = join(folder, 'user-data');
  const opened = await openedPages(folder);
  let app = await OscarApp.start(userData, [], opened.environment);
  await app.page.getByRole('button', { name: 'Add connection' }).click();
  const form = app.connectionForm;
  await form.getByLabel('Address').fill(server.endpoint);
  await form.getByRole('radio', { name: 'Your institute’s page' }).check();
  await form.getByLabel('Issuer').fill(institute.address);
  await form.getByLabel('Client id').fill('desk');
  await app.saveConnection();
  await expect(form.getByText(/^Sign in on the page that has opened/)).toBeVisible();
  await expect.poll(async () => (await opened.pages()).length).toBe(1);
  await form.getByRole('button', { name: 'Open it again' }).click();
  await expect.poll(async () => (await opened.pages()).length).toBe(2);
  const [page = '', again] = await opened.pages();
  expect(again).toBe(page);
  expect(await signInWithBrowser(page)).toBe('You are signed in');
  await form.waitFor({ state: 'detached' });
  await runGreeting(app);
  // The search below reads everything of the page, which complains then.
  expect(app.consoleMessages).toEqual([]);
  const secrets = [...institute.tokens];
  expect(secrets.length).toBeGreaterThan(2);
  for (const secret of secrets) {
    expect(await placesHolding(secret, app.page)).toEqual([]);
    expect(await processesHolding(secret)).toEqual([]);
    expect(await filesHolding(secret, userData)).toEqual([]);
  }
  await app.close();

  app = await OscarApp.start(userData, [], opened.environment);
  await runGreeting(app);
  expect(await opened.pages()).toHaveLength(2);

  // Meanwhile the institute ends the sign-in: a list pauses, and goes on after one click and the page.
  await institute.endSignIns();
  for (const token of institute.tokens) refused.add(token);
  await writeFiles(join(folder, 'Meadow'), manyFiles(3));
  await app.drop(join(folder, 'Meadow'));
  await app.page.getByRole('button', { name: 'Run 3 files' }).click();
  await expect(app.page.getByText(/^The sign-in at .* has ended/)).toBeVisible();
  await app.page.getByRole('button', { name: 'Sign in…' }).click();
  await expect.poll(async () => (await opened.pages()).length).toBe(3);
  await signInWithBrowser((await opened.pages()).at(-1) ?? '');
  await expect(app.page.getByText('All files are done', { exact: true })).toBeVisible();

  await app.chooseConnection('Edit 127.0.0.1…');
  const before = institute.requests.length;
  await app.connectionForm.getByRole('button', { name: 'Sign out' }).click();
  await expect(app.connectionForm.getByText('You are signed out.')).toBeVisible();
  expect(institute.requests.slice(before)).toContain('POST /token/revocation');
  expect(app.consoleMessages).toEqual([]);
  await app.close();
});
