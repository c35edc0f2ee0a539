import { expect, test, type OscarApp } from '../fixtures/app';
import { answer, readBody, inOrder, startOscarServer, type OscarServer, type Step } from '../fixtures/oscar-server';

let server: OscarServer;
test.afterEach(() => server.close());

/** Opens the app on a server whose services answer with these files. */
async function connect(app: OscarApp, files: Readonly<Record<string, Buffer | string>>): Promise<void> {
  const services: Record<string, Step> = {};
  for (const [name, file] of Object.entries(files)) {
    services[name] = inOrder(readBody(), answer(200, `${Buffer.from(file).toString('base64')}\n`));
  }
  server = await startOscarServer({ services });
  await app.connect(server);
}

async function runService(app: OscarApp, name: string): Promise<void> {
  await app.chooseService(name);
  await app.typeText('go');
  await app.run();
}

test('a table is recognised, sorted by numbers, and read in another encoding', async ({ app }) => {
  const lines = Array.from({ length: 30_000 }, (_, index) => `sp${index};${(index * 7919) % 30_000},5;ñ`);
  await connect(app, { table: Buffer.from(['species;count;note', ...lines].join('\r\n'), 'latin1') });
  await runService(app, 'table');
  const table = app.result.getByRole('table');
  await expect(app.result.getByText('30,000 rows · 3 columns')).toBeVisible();
  await expect(app.result.getByLabel('Encoding')).toHaveValue('windows-1252');
  await expect(table.getByRole('row').nth(1)).toHaveText(/sp0\s*0,5\s*ñ/);
  await table.getByRole('button', { name: 'count' }).click();
  await table.getByRole('button', { name: 'count' }).click();
  await expect(table.getByRole('columnheader', { name: 'count' })).toHaveAttribute('aria-sort', 'descending');
  await expect(table.getByRole('row').nth(1)).toContainText('29999,5');
  expect(await table.getByRole('row').count()).toBeLessThan(200);
  await app.result.getByLabel('Columns are separated by').selectOption('Comma');
  await expect(app.result.getByText('2 columns')).toBeVisible();
  expect(app.consoleMessages).toEqual([]);
});
