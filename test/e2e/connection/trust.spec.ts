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

test('what is typed can be checked before it is saved', async ({ app }) => {
  const server = await startOscarServer();
  await app.page.getByRole('button', { name: 'Add connection' }).click();
  const { user } = accountOf(server);
  await app.fillConnection({ name: 'Lab', address: server.endpoint, user, password: 'wrong' });
  await app.connectionForm.getByRole('button', { name: 'Check connection' }).click();
  const check = app.page.getByRole('dialog', { name: 'Check connection' });
  await expect(check.getByText(/^The token or password wasn’t accepted/)).toBeVisible();
  await expect(check.getByText('OSCAR answers.')).toBeVisible();
  await check.getByRole('button', { name: 'Close' }).click();
  await expect(app.connectionForm).toBeVisible();
  expect(app.consoleMessages).toEqual([]);
  await server.close();
});
