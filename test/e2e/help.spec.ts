import { expect, test } from '../fixtures/app';

test('the menu bar and the keys do the same, once', async ({ app }) => {
  const { page } = app;
  const history = page.getByRole('heading', { name: 'History' });
  await app.practise();
  await app.chooseService('Cow says');

  await app.chooseInMenuBar('History');
  await expect(history).toBeVisible();
  await app.chooseInMenuBar('Back to the services');
  await expect(history).toBeHidden();

  // Done by both the page and the menu bar, it would be closed again at once.
  await app.pressOnKeyboard('ctrl+h');
  await expect(history).toBeVisible();
  await app.pressOnKeyboard('Escape');
  await expect(history).toBeHidden();

  await app.chooseInMenuBar('Try the sample');
  await expect(page.getByRole('textbox', { name: 'Text to send' })).toHaveValue(/Moo|message/);
  await app.pressOnKeyboard('ctrl+Return');
  await expect(app.result.getByText('(oo)')).toBeVisible();

  await app.chooseInMenuBar('Settings…');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await app.chooseInMenuBar('History');
  await expect(history).toBeHidden();
  expect(app.consoleMessages).toEqual([]);
});
