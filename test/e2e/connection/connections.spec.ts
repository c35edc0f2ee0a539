import keytar from 'keytar';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accountOf, expect, OscarApp, test as base } from '../../fixtures/app';
import { say, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { filesHolding, placesHolding, processesHolding } from '../../fixtures/secret-search';

const test = base.extend<{ readonly server: OscarServer; readonly userData: string }>({
  userData: async ({ folder }, use) => use(join(folder, 'user-data')),
  server: async ({}, use) => {
    const server = await startOscarServer({ services: { greet: say('Good morning'), second: say('Good evening') } });
    await use(server);
    await server.close();
  },
});

/** What the keychain holds of the app, as secrets. */
async function keptSecrets(): Promise<string[]> {
  return (await keytar.findCredentials('OSCAR Desktop')).map(({ password }) => password);
}

async function runGreeting(app: OscarApp): Promise<void> {
  await app.typeText('hello');
  await app.run();
  await expect(app.result.getByText('Good morning')).toBeVisible();
}

test('a service token is typed once, kept by the keychain alone, and goes with the connection', async ({
  server,
  userData,
}) => {
  const { token } = server;
  let app = await OscarApp.start(userData);
  await app.addConnection({
    name: 'Field lab',
    address: ` ${server.endpoint}/ui/ `,
    serviceName: 'greet',
    token: ` ${token}\t`,
  });
  await expect(app.connection).toHaveAccessibleName('Connection: Field lab, connected');
  await runGreeting(app);
  expect(await keptSecrets()).toContain(token);
  // Before the search, which touches things of the browser that complain of it.
  expect(app.consoleMessages).toEqual([]);
  expect(await placesHolding(token, app.page)).toEqual([]);
  expect(await processesHolding(token)).toEqual([]);
  expect(await filesHolding(token, userData)).toEqual([]);
  await app.close();
  expect(await filesHolding(token, userData)).toEqual([]);

  app = await OscarApp.start(userData);
  await expect(app.connection).toHaveAccessibleName('Connection: Field lab, not tried');
  await runGreeting(app);
  const runs = server.requests.filter(({ path }) => path.startsWith('/run/'));
  expect(runs.map(({ authorization }) => authorization)).toEqual(['accepted', 'accepted']);

  await app.chooseConnection('Edit Field lab…');
  await expect(app.connectionForm.getByLabel('Token', { exact: true })).toHaveValue('');
  await app.connectionForm.getByRole('button', { name: 'Delete…' }).click();
  const question = app.page.getByRole('dialog', { name: 'Delete Field lab?' });
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(app.page.getByRole('button', { name: 'Practise without a cluster' })).toBeVisible();
  expect(await keptSecrets()).not.toContain(token);
  expect(await filesHolding(token, userData)).toEqual([]);
  await app.close();
});

test('the search for secrets finds one that is there', async ({ app, folder, userData }) => {
  const secret = randomBytes(32).toString('hex');
  await app.page.evaluate((text) => {
    Object.assign(window, { kept: { deep: [text] } });
    document.body.dataset['kept'] = text;
  }, secret);
  expect(await placesHolding(secret, app.page)).toEqual(expect.arrayContaining(['window.kept.deep.0', 'markup']));
  // A file that the app surely writes, once the program is loaded.
  const log = join(userData, 'logs', 'main.log');
  const read = () => readFile(log, 'utf8').catch(() => '');
  await expect.poll(read).toContain('started');
  expect(await filesHolding((await read()).slice(0, 24), folder)).toContain(log);
});

test('an account opens the list of services; two clicks lead to practice and back', async ({ app, server }) => {
  await app.connect(server);
  await expect(app.connection).toHaveAccessibleName('Connection: Field lab, connected');
  await expect(app.page.getByRole('option')).toHaveCount(3);
  await app.chooseService('greet');
  await runGreeting(app);

  await app.chooseConnection('Practice');
  await expect(app.connection).toHaveAccessibleName('Connection: Practice, connected');
  await expect(app.page.getByRole('option', { name: /Black and white/ })).toBeVisible();
  await app.chooseConnection('Field lab');
  // What was done there is still there.
  await expect(app.result.getByText('Good morning')).toBeVisible();
  expect(app.consoleMessages).toEqual([]);
});

test('a wrong password is told, and put right', async ({ app, server }) => {
  const { user, password } = accountOf(server);
  await app.addConnection({ name: 'School', address: server.endpoint, user, password: 'wrong' });
  await expect(app.alert).toContainText('The token or password wasn’t accepted');
  await app.page.getByRole('button', { name: 'Edit connection' }).click();
  await app.connectionForm.getByLabel('Password', { exact: true }).fill(password);
  await app.saveConnection();
  await expect(app.page.getByRole('option')).toHaveCount(3);
  await expect(app.alert).toHaveCount(0);
});

test('an address that is none, or is not protected, keeps the form as it is', async ({ app }) => {
  await app.page.getByRole('button', { name: 'Add connection' }).click();
  const typed = { name: 'Lab', address: 'the cluster', serviceName: 'greet', token: 'abc' };
  await app.fillConnection(typed);
  await app.saveConnection();
  const form = app.connectionForm;
  await expect(form.getByRole('alert').filter({ hasText: '“the cluster” isn’t a web address' })).toBeVisible();
  await expect(form.getByLabel('Token', { exact: true })).toHaveValue('abc');

  // An address of the block for documentation; nothing is ever sent to it.
  await form.getByLabel('Address').fill('http://192.0.2.1');
  await app.saveConnection();
  await expect(form.getByRole('alert').filter({ hasText: 'The way to 192.0.2.1 isn’t encrypted' })).toBeVisible();
  await form.getByRole('checkbox', { name: /^Use this address although/ }).check();
  await app.saveConnection();
  await form.getByRole('button', { name: 'Save all the same' }).click();
  await expect(app.connection).toHaveAccessibleName('Connection: Lab, not tried');
});

test('without a keychain a token can be kept for the session, and for no longer', async ({ server, userData }) => {
  const withoutKeyring = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
  let app = await OscarApp.start(userData, [], withoutKeyring);
  await app.page.getByRole('button', { name: 'Add connection' }).click();
  await app.fillConnection({ name: 'Lab', address: server.endpoint, serviceName: 'greet', token: server.token });
  await app.saveConnection();
  const problem = app.connectionForm.getByRole('alert').filter({ hasText: 'no safe place for tokens' });
  await expect(problem).toBeVisible();
  await app.connectionForm.getByRole('checkbox', { name: 'Keep for this session only' }).check();
  await app.saveConnection();
  await runGreeting(app);
  expect(await filesHolding(server.token, userData)).toEqual([]);
  await app.close();

  app = await OscarApp.start(userData, [], withoutKeyring);
  await expect(app.alert).toContainText('The token or password of Lab wasn’t kept');
  await expect(app.page.getByRole('button', { name: 'Edit connection' })).toBeVisible();
  await app.close();
});

test('an internationalised address is shown as it was typed', async ({ app }) => {
  const address = 'https://clúster.example';
  await app.page.getByRole('button', { name: 'Add connection' }).click();
  await app.fillConnection({ name: 'Meadow', address, serviceName: 'greet', token: randomBytes(32).toString('hex') });
  await app.saveConnection();
  // Looking up a name can take as long as the system likes; nobody has to wait for it.
  await app.connectionForm.getByRole('button', { name: 'Save all the same' }).click();
  await app.chooseConnection('Edit Meadow…');
  await expect(app.connectionForm.getByLabel('Address')).toHaveValue(address);
});
