import { join } from 'node:path';
import { accountOf, expect, OscarApp, test } from '../../fixtures/app';
import { answer, say, startOscarServer } from '../../fixtures/oscar-server';

const names = ['plain', 'with space', 'it’s "quoted"', '🌿 leaves', 'نبات'];

test('favourites, own words and the last list outlive the cluster', async ({ folder }) => {
  const userData = join(folder, 'user-data');
  const server = await startOscarServer({ services: { greet: say('Good morning') } });
  let app = await OscarApp.start(userData);
  await app.addConnection({ name: 'Field lab', address: server.endpoint, ...accountOf(server) });
  await app.chooseService('greet');
  await app.page.getByRole('button', { name: 'Favourite' }).click();
  await app.page.getByText('About this service').click();
  await app.page.getByRole('button', { name: 'Edit name and purpose…' }).click();
  const form = app.page.getByRole('dialog', { name: 'What to call greet' });
  await form.getByLabel('Name').fill('Good wishes');
  await form.getByLabel('What it does, in one line').fill('Wishes you a good day');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(app.page.getByRole('option', { name: /^Good wishes/ })).toContainText('Wishes you a good day');
  expect(app.consoleMessages).toEqual([]);
  await app.close();
  await server.close();

  app = await OscarApp.start(userData);
  await expect(app.page.getByText(/^Last seen/)).toBeVisible();
  await expect(app.alert).toContainText('doesn’t accept the connection');
  await expect(app.page.getByRole('listbox').getByText('Favourites')).toBeVisible();
  await expect(app.page.getByRole('option')).toHaveText([/^Good wishes/, /^echo/]);
  await app.close();
});

test('three thousand services with odd names stay at hand', async ({ app }) => {
  const listed = Array.from({ length: 3000 }, (_, index) => ({
    name: names[index] ?? `service-${index}`,
    owner: index % 2 ? 'ana' : 'cluster_admin',
    token: 'a'.repeat(64),
    memory: '256Mi',
    log_level: 'INFO',
    deployment: { state: 'ready' },
  }));
  const twin = { ...listed[2999], owner: 'ben' };
  const server = await startOscarServer({
    routes: { '/system/services': answer(200, JSON.stringify([...listed, twin])) },
  });
  await app.addConnection({ name: 'Large', address: server.endpoint, ...accountOf(server) });
  await expect(app.page.getByRole('option', { name: '🌿 leaves' })).toBeVisible();
  expect(await app.page.getByRole('option').count()).toBeLessThan(100);

  await app.page.getByRole('listbox').focus();
  await app.page.keyboard.press('End');
  await expect(app.page.getByRole('option', { selected: true })).toContainText('نبات');
  await expect(app.page.getByRole('option', { selected: true })).toBeInViewport();
  for (const name of names) {
    await app.page.getByRole('searchbox').fill(name);
    await expect(app.page.getByRole('option').getByText(name, { exact: true })).toBeVisible();
  }
  await app.page.getByRole('searchbox').fill('service-2999');
  await expect(app.page.getByRole('option')).toHaveText([/Owner: ana/, /Owner: ben/]);
  await app.page.getByRole('searchbox').fill('service-29 ana');
  await expect(app.page.getByRole('option')).not.toHaveCount(0);
  await app.page.getByRole('searchbox').fill('service-2998');
  await expect(app.page.getByRole('option')).toHaveCount(1);
  await app.chooseService('service-2998');
  await app.page.getByText('About this service').click();
  await expect(app.page.getByText(/^It writes its log into every answer/)).toBeVisible();
  expect(app.consoleMessages).toEqual([]);
  await server.close();
});
