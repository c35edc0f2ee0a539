import { createSelfSigned } from '../../fixtures/certificates';
import { accountOf, expect, test } from '../../fixtures/app';
import { say, startOscarServer } from '../../fixtures/oscar-server';

test('a certificate is looked at, trusted alone, and refused once it is another', async ({ app }) => {
  const server = await startOscarServer({ tls: await createSelfSigned(), services: { greet: say('Good morning') } });
  const { port } = server;
  await app.addConnection({ name: 'Field lab', address: server.endpoint, ...accountOf(server) });
  await expect(app.alert).toContainText('isn’t trusted by your computer');
  expect(server.requests).toEqual([]);

  await app.page.getByRole('button', { name: 'Show the certificate…' }).click();
  const dialog = app.page.getByRole('dialog', { name: /^Certificate of / });
  await expect(dialog.getByText('Not trusted: it vouches for itself.')).toBeVisible();
  await expect(dialog.getByText(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)).toBeVisible();
  await dialog.getByText('There is no such file').click();
  await dialog.getByRole('button', { name: 'Trust only this certificate' }).click();
  // What was typed for a certificate of any authority is not sent to this one unasked.
  const form = app.page.getByRole('dialog', { name: 'Edit Field lab' });
  await expect(form.getByText('The token or password of Field lab is needed once more')).toBeVisible();
  await form.getByRole('textbox', { name: 'Password' }).fill(accountOf(server).password);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(app.page.getByRole('option')).toHaveCount(2);
  await app.chooseService('greet');
  await app.typeText('hello');
  await app.run();
  await expect(app.result.getByText('Good morning')).toBeVisible();

  await app.chooseConnection('Check Field lab…');
  const check = app.page.getByRole('dialog', { name: 'Check connection' });
  await expect(check.getByText('Everything works.')).toBeVisible();
  await expect(check.getByText('OSCAR v4.1.2 answers.')).toBeVisible();
  await check.getByRole('button', { name: 'Copy report' }).click();
  await expect(check.getByRole('button', { name: 'Copied' })).toBeVisible();
  await check.getByRole('button', { name: 'Close' }).click();

  await server.close();
  const other = await startOscarServer({ tls: await createSelfSigned(), port });
  await app.run();
  await expect(app.result.getByText(/shows another certificate than the one you trust$/)).toBeVisible();
  expect(other.requests).toEqual([]);
  await app.result.getByRole('button', { name: 'Check connection' }).click();
  await expect(check.getByText('Something is in the way.')).toBeVisible();
  await expect(check.getByText('Not checked')).toHaveCount(4);
  expect(app.consoleMessages).toEqual([]);
  await other.close();
});

test('what is typed is checked before it is saved, and put right in the form', async ({ app }) => {
  const server = await startOscarServer();
  const { user, password } = accountOf(server);
  await app.page.getByRole('button', { name: 'Add connection' }).click();
  const form = app.connectionForm;
  await expect(form.getByLabel('Address')).toBeFocused();
  await form.getByLabel('Address').fill(`${server.endpoint}/run/plants`);
  await form.getByRole('radio', { name: 'User and password' }).check();
  await expect(form.getByLabel('Address')).toHaveValue(server.endpoint);
  await expect(form.getByLabel('Name', { exact: true })).toHaveValue('127.0.0.1');
  await form.getByLabel('User', { exact: true }).fill(user);
  await form.getByLabel('Password', { exact: true }).fill('wrong');
  await app.saveConnection();
  await expect(form.getByText(/^The token or password wasn’t accepted/)).toBeVisible();
  await expect(form.getByRole('listitem').filter({ hasText: 'OSCAR' })).toBeVisible();
  await expect(form.getByLabel('Password', { exact: true })).toBeFocused();
  await form.getByLabel('Password', { exact: true }).fill(password);
  await app.page.keyboard.press('Enter');
  await expect(app.connection).toHaveAccessibleName('Connection: 127.0.0.1, connected');
  expect(app.consoleMessages).toEqual([]);
  await server.close();
});
