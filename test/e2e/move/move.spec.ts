import keytar from 'keytar';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, OscarApp, test } from '../../fixtures/app';
import { say, startOscarServer } from '../../fixtures/oscar-server';

test('one window writes everything to a file, and a fresh one runs its first text after one sign-in', async ({
  app,
  folder,
}) => {
  const server = await startOscarServer({ services: { greet: say('Good morning') } });
  await app.addConnection({
    name: 'Field lab',
    address: server.endpoint,
    serviceName: 'greet',
    token: server.token,
  });
  await expect(app.connection).toHaveAccessibleName('Connection: Field lab, connected');
  await app.typeText('hello');
  await app.run();
  await expect(app.result.getByText('Good morning')).toBeVisible();
  const path = join(folder, 'all.oscar-move');
  await app.page.getByRole('button', { name: 'Settings' }).click();
  await app.page.getByRole('button', { name: 'Save it all to a file…' }).click();
  const out = app.page.getByRole('dialog', { name: 'Move to another computer' });
  await out.getByRole('checkbox', { name: 'Take the results along' }).check();
  await out.getByRole('button', { name: 'Save the file…' }).click();
  await app.answerFileDialog(path);
  await expect(app.page.getByRole('dialog', { name: /^all\.oscar-move is in / })).toBeVisible();
  expect((await readFile(path)).includes(server.token)).toBe(false);

  await app.close();
  // Another computer has another keychain.
  for (const { account } of await keytar.findCredentials('OSCAR Desktop')) {
    await keytar.deletePassword('OSCAR Desktop', account);
  }
  const requests = server.requests.length;
  const fresh = await OscarApp.start(join(folder, 'fresh'));
  await fresh.page.getByRole('button', { name: 'Settings' }).click();
  await fresh.page.getByRole('button', { name: 'Bring it back from a file…' }).click();
  await fresh.answerFolderDialog(path);
  const dialog = fresh.page.getByRole('dialog', { name: 'What do you want to bring here?' });
  await expect(dialog.getByRole('checkbox', { name: 'Field lab' }).first()).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: '1 run' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Bring what is ticked' }).click();
  await fresh.page.getByRole('dialog', { name: 'It is here now' }).getByRole('button', { name: 'Close' }).click();
  await fresh.page.getByRole('dialog', { name: 'Settings' }).getByRole('button', { name: 'Close' }).click();
  expect(server.requests.length).toBe(requests);
  await fresh.chooseConnection('Field lab');
  await expect(fresh.alert).toContainText('The token or password of Field lab wasn’t kept');
  expect(server.requests.length).toBe(requests);
  await fresh.page.getByRole('button', { name: 'Edit connection' }).click();
  await fresh.connectionForm.getByLabel('Token', { exact: true }).fill(server.token);
  await fresh.saveConnection();
  await fresh.connectionForm.waitFor({ state: 'detached' });
  await expect(fresh.page.getByRole('option')).toHaveCount(1);
  await fresh.typeText('hello again');
  await fresh.run();
  await expect(fresh.result.getByText('Good morning')).toBeVisible();
  await fresh.page.keyboard.press('Control+h');
  await expect(fresh.page.getByText('hello', { exact: true })).toBeVisible();
  expect(fresh.consoleMessages).toEqual([]);
  await fresh.close();
  await server.close();
});
