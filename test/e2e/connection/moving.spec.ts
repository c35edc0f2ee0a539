import keytar from 'keytar';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accountOf, expect, OscarApp, test as base } from '../../fixtures/app';
import { say, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { filesHolding, placesHolding } from '../../fixtures/secret-search';

const test = base.extend<{ readonly server: OscarServer; readonly userData: string }>({
  userData: async ({ folder }, use) => use(join(folder, 'user-data')),
  server: async ({}, use) => {
    const server = await startOscarServer({ services: { greet: say('Good morning') } });
    await use(server);
    await server.close();
  },
});

test('clusters come from oscar-cli with their secrets, and its file stays as it is', async ({
  folder,
  server,
  userData,
}) => {
  const { user, password } = accountOf(server);
  const path = join(folder, '.oscar-cli', 'config.yaml');
  const text = [
    'oscar:',
    '  "Field lab":',
    `    endpoint: ${server.endpoint}/`,
    `    auth_user: ${user}`,
    `    auth_password: ${password}`,
    '  egi:',
    '    endpoint: https://egi.example.org',
    '    auth_user: nobody',
    'default: Field lab',
  ].join('\n');
  await mkdir(join(folder, '.oscar-cli'));
  await writeFile(path, text);
  const before = await stat(path);

  const app = await OscarApp.start(userData, [], { HOME: folder });
  await app.page.getByRole('button', { name: 'Import from oscar-cli…' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Import from oscar-cli' });
  await expect(dialog.getByText('It has a user but no password')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add one connection' }).click();
  await expect(app.connection).toHaveAccessibleName('Connection: Field lab, connected');
  await expect(app.page.getByRole('option')).toHaveCount(2);
  expect(app.consoleMessages).toEqual([]);
  expect((await keytar.findCredentials('OSCAR Desktop')).map((one) => one.password)).toContain(password);
  expect(await placesHolding(password, app.page)).toEqual([]);
  expect(await filesHolding(password, userData)).toEqual([]);
  expect(await readFile(path, 'utf8')).toBe(text);
  expect((await stat(path)).mtimeMs).toBe(before.mtimeMs);
  await app.close();
});

test('a connection file is dropped, looked at, and completed with a token', async ({ app, folder, server }) => {
  const path = join(folder, 'Plant lab.oscar-connection');
  const services = [{ name: 'greet', title: 'Good wishes', purpose: 'Wishes you a good morning' }];
  const content = { format: 'oscar-connection', version: 1, name: 'Plant lab', address: server.endpoint, services };
  await writeFile(path, JSON.stringify({ ...content, token: server.token }));
  await app.drop(path);
  const refusal = app.page.getByRole('dialog', { name: 'Can’t use this connection file' });
  await expect(refusal.getByRole('alert')).toContainText('holds a password or token, so it isn’t used');
  await refusal.getByRole('button', { name: 'Close' }).click();

  await writeFile(path, JSON.stringify(content));
  await app.drop(path);
  const dialog = app.page.getByRole('dialog', { name: 'Connect to Plant lab?' });
  await expect(dialog.getByText('Wishes you a good morning')).toBeVisible();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect(app.connectionForm.getByText('Good wishes')).toBeVisible();
  await app.connectionForm.getByLabel('Token', { exact: true }).fill(server.token);
  await app.saveConnection();
  await expect(app.connection).toHaveAccessibleName('Connection: Plant lab, connected');
  await app.typeText('hello');
  await app.run();
  await expect(app.result.getByText('Good morning')).toBeVisible();

  const saved = join(folder, 'copy.oscar-connection');
  await app.chooseConnection('Make a connection file…');
  await app.page.getByRole('button', { name: 'Save the file…' }).click();
  await app.answerFileDialog(saved);
  await expect(app.page.getByText(/^copy.oscar-connection is in/)).toBeVisible();
  expect(JSON.parse(await readFile(saved, 'utf8'))).toMatchObject({ ...content, services });
  expect(await readFile(saved, 'utf8')).not.toContain(server.token);
  expect(app.consoleMessages).toEqual([]);
});

test('connections of a newer version are set aside and told, and a file given at the start is opened', async ({
  folder,
  userData,
}) => {
  const newer = JSON.stringify({ version: 99, content: { clusters: [] } });
  await mkdir(userData);
  await writeFile(join(userData, 'profiles.json'), newer);
  const path = join(folder, 'lab.oscar-connection');
  await writeFile(
    path,
    JSON.stringify({ format: 'oscar-connection', version: 1, name: 'Lab', address: 'https://oscar.example.org' }),
  );
  const app = await OscarApp.start(userData, [path]);
  await expect(app.page.getByRole('dialog', { name: 'Connect to Lab?' })).toBeVisible();
  await app.page.getByRole('button', { name: 'Cancel' }).click();
  const notice = app.page.getByRole('alert').filter({ hasText: 'A newer version of OSCAR Desktop wrote them' });
  const name = /profiles\.json\.set-aside-\d+/.exec((await notice.textContent()) ?? '')?.[0] ?? '';
  expect(await readFile(join(userData, name), 'utf8')).toBe(newer);
  await app.close();
});
