import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, OscarApp, test as base } from '../../fixtures/app';
import { filesInOnlyFolder, writeFiles } from '../../fixtures/file-tree';
import { gatewayPage, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import type { JobEnd } from '../../../src-main/practice/job-book';

/** A cluster whose gateway gives up on runs, and whose jobs go on until they are told to end. */
const test = base.extend<{ readonly slow: { readonly server: OscarServer; release(): void } }>({
  slow: async ({}, use) => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const runJob = async (): Promise<JobEnd> => {
      await released;
      return { status: 'Succeeded', log: Buffer.from('It is a fern.\n\n') };
    };
    const server = await startOscarServer({ services: { slow: gatewayPage(504) }, runJob });
    await use({ server, release: () => release() });
    await server.close();
  },
});

test('what takes too long goes on in the background, through the end of the program', async ({
  app,
  folder,
  slow: { server, release },
}) => {
  await app.connect(server);
  await expect(app.page.getByRole('button', { name: /^Jobs/ })).toHaveCount(0);
  await app.chooseService('slow');
  await app.typeText('a leaf');
  await app.run();
  await app.result.getByRole('button', { name: 'Run in the background' }).click();
  await expect(app.result.getByText('In the background')).toBeVisible();
  await app.page.getByRole('button', { name: 'Jobs (1)' }).click();
  await expect(app.page.getByRole('region', { name: 'Job', exact: true }).getByText('Running')).toBeVisible();
  await app.kill();

  const again = await OscarApp.start(join(folder, 'user-data'));
  await again.page.getByRole('button', { name: 'Jobs (1)' }).click();
  const job = again.page.getByRole('region', { name: 'Job', exact: true });
  await expect(job.getByText('Running')).toBeVisible();
  release();
  await expect(job.getByText('It is a fern.').first()).toBeVisible({ timeout: 30_000 });
  await job.getByRole('button', { name: 'Show the log' }).click();
  await expect(job.getByRole('region', { name: 'Log' })).toContainText(/Z It is a fern\./);
  expect(server.requests.filter(({ path }) => path.startsWith('/job/'))).toHaveLength(1);

  await again.page.keyboard.press('Escape');
  await again.page.getByRole('button', { name: 'History' }).click();
  await expect(again.page.getByRole('button', { name: /a leaf.*slow on Field lab/ })).toHaveCount(2);
  await again.close();
});

test('a job is stopped on the cluster by the keyboard', async ({ app, slow: { server } }) => {
  await app.connect(server);
  await app.chooseService('slow');
  await app.typeText('a leaf');
  await app.page.getByRole('button', { name: 'Options' }).click();
  await app.page.getByRole('button', { name: 'Run in the background' }).click();
  await app.result.getByRole('button', { name: 'Show the job' }).focus();
  await app.page.keyboard.press('Enter');
  const row = app.page.getByRole('group', { name: 'Jobs, the latest first' }).getByRole('button');
  await row.focus();
  await app.page.keyboard.press('Delete');
  await app.page.getByRole('dialog').getByRole('button', { name: 'Stop and remove' }).click();
  await expect(app.page.getByText('No jobs')).toBeVisible();
  await expect.poll(() => server.requests.filter(({ method }) => method === 'DELETE').length).toBe(1);
});

test('where nobody can see the result, that is said before', async ({ app, slow: { server } }) => {
  await app.addConnection({ name: 'One service', address: server.endpoint, serviceName: 'slow', token: server.token });
  await app.chooseService('slow');
  await app.typeText('a leaf');
  await app.run();
  await app.result.getByRole('button', { name: 'Run in the background' }).click();
  const question = app.page.getByRole('dialog', { name: 'Send it without seeing the result?' });
  await question.getByRole('button', { name: 'Don’t send' }).click();
  expect(server.requests.filter(({ path }) => path.startsWith('/job/'))).toHaveLength(0);
  await app.result.getByRole('button', { name: 'Run in the background' }).click();
  await question.getByRole('button', { name: 'Send all the same' }).click();
  await expect(app.result.getByText('can’t see what becomes of it').first()).toBeVisible();
  expect(server.requests.filter(({ path }) => path.startsWith('/job/'))).toHaveLength(1);
});

test('a list of what took too long goes on in the background, through the end of the program', async ({
  folder,
  slow: { server, release },
}) => {
  const inputs = join(folder, 'Meadow');
  await writeFiles(inputs, { 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'three' });
  const home = join(folder, 'home');
  await mkdir(home);
  const start = () => OscarApp.start(join(folder, 'user-data'), [], { HOME: home });
  const app = await start();
  await app.connect(server);
  await app.chooseService('slow');
  await app.drop(inputs);
  await app.page.getByRole('button', { name: 'Run 3 files' }).click();
  await app.page.getByRole('button', { name: 'See the 3 problems' }).click();
  await app.page.getByRole('button', { name: 'Run these in the background' }).click();
  await expect.poll(() => jobsSent(server)).toBe(3);
  await app.kill();

  const again = await start();
  release();
  await again.page.getByText(/files were not finished last time/).waitFor();
  await again.page.getByRole('button', { name: 'Show', exact: true }).click();
  await again.page.getByRole('button', { name: 'Go on' }).first().click();
  await expect(again.page.getByText('All files are done', { exact: true })).toBeVisible({ timeout: 30_000 });
  expect(jobsSent(server)).toBe(3);
  const made = Object.values(await filesInOnlyFolder(join(home, 'OSCAR results')));
  expect(made.filter((text) => text === 'It is a fern.\n')).toHaveLength(3);
  await again.close();
});

/** How many jobs a server was asked to take. */
function jobsSent(server: OscarServer): number {
  return server.requests.filter(({ path }) => path.startsWith('/job/')).length;
}
