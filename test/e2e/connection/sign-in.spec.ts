import type { Locator } from '@playwright/test';
import keytar from 'keytar';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, OscarApp, test as base } from '../../fixtures/app';
import { OidcIssuer, webToken } from '../../fixtures/oidc-issuer';
import { say, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { filesHolding, placesHolding, processesHolding } from '../../fixtures/secret-search';

const test = base.extend<{ readonly server: OscarServer; readonly issuer: OidcIssuer; readonly userData: string }>({
  userData: async ({ folder }, use) => use(join(folder, 'user-data')),
  server: async ({}, use) => {
    // It gives no tokens of services, so that access tokens open everything.
    const server = await startOscarServer({
      services: { greet: say('Good morning') },
      judgeAccessToken: () => 'accepted',
      listsTokens: false,
    });
    await use(server);
    await server.close();
  },
  issuer: async ({}, use) => {
    const issuer = await OidcIssuer.start({ rotates: true });
    await use(issuer);
    await issuer.close();
  },
});

/** Opens the form for a new connection and chooses a way to sign in. */
async function beginConnection(app: OscarApp, server: OscarServer, way: string): Promise<void> {
  await app.page.getByRole('button', { name: 'Add connection' }).click();
  await app.connectionForm.getByLabel('Name', { exact: true }).fill('Field lab');
  await app.connectionForm.getByLabel('Address').fill(server.endpoint);
  await app.connectionForm.getByRole('radio', { name: way }).check();
}

/** Where the secret is typed; a way to sign in has the same name. */
function secretField(app: OscarApp): Locator {
  return app.connectionForm.locator('input[name=secret]');
}

async function runGreeting(app: OscarApp): Promise<void> {
  await app.chooseService('greet');
  await app.typeText('hello');
  await app.run();
  await expect(app.result.getByText('Good morning')).toBeVisible();
}

/** Fails where one of the secrets can be seen outside the keychain. */
async function expectHidden(secrets: readonly string[], app: OscarApp, userData: string): Promise<void> {
  for (const secret of secrets) {
    expect(await placesHolding(secret, app.page)).toEqual([]);
    expect(await processesHolding(secret)).toEqual([]);
    expect(await filesHolding(secret, userData)).toEqual([]);
  }
}

test('a pasted access token tells its end, runs a service, and is replaced once it ran out', async ({
  server,
  userData,
}) => {
  const token = webToken({ expiresIn: 3 * 3600 });
  let app = await OscarApp.start(userData);
  await beginConnection(app, server, 'Access token');
  await secretField(app).fill('0f'.repeat(32));
  await expect(app.connectionForm.getByText(/^This looks like a service token/)).toBeVisible();
  await secretField(app).fill(` Bearer ${token} `);
  await expect(app.connectionForm.getByText('Runs out in 3 hours')).toBeVisible();
  await app.saveConnection();
  await expect(app.page.getByText('Token runs out in 3 hours')).toBeVisible();
  await runGreeting(app);
  const authorized = server.requests.filter(({ authorization }) => authorization !== 'none');
  expect(new Set(authorized.map(({ authorizedBy }) => authorizedBy))).toEqual(new Set(['access-token']));
  expect(app.consoleMessages).toEqual([]);
  await expectHidden([token], app, userData);
  await app.close();

  // What the time does to a token while the app is closed.
  const { content } = JSON.parse(await readFile(join(userData, 'profiles.json'), 'utf8')) as {
    readonly content: { readonly profiles: readonly { readonly id: string }[] };
  };
  await keytar.setPassword('OSCAR Desktop', content.profiles[0]?.id ?? '', webToken({ expiresIn: -2 * 3600 }));
  const seen = server.requests.length;
  app = await OscarApp.start(userData);
  await expect(app.alert).toContainText('The access token ran out 2 hours ago');
  expect(server.requests).toHaveLength(seen);
  await app.page.getByRole('button', { name: 'Paste a new token' }).click();
  await expect(secretField(app)).toBeFocused();
  await secretField(app).fill(token);
  await app.saveConnection();
  await runGreeting(app);
  await app.close();
});

test('a refresh token gets access tokens, and its successor takes its place', async ({ server, issuer, userData }) => {
  const first = issuer.newRefreshToken();
  const app = await OscarApp.start(userData);
  await beginConnection(app, server, 'Long-lived (refresh) token');
  await app.connectionForm.getByLabel('Refresh token').fill(first);
  await app.saveConnection();
  await runGreeting(app);
  const kept = (await keytar.findCredentials('OSCAR Desktop')).map(({ password }) => password);
  const [successor = ''] = issuer.refreshTokens;
  expect(kept).toContain(successor);
  expect(kept).not.toContain(first);
  expect(app.consoleMessages).toEqual([]);
  await expectHidden([first, successor, ...issuer.accessTokens], app, userData);

  issuer.revokeAll();
  await app.chooseConnection('Edit Field lab…');
  await app.connectionForm.getByLabel('Refresh token').fill(first);
  await app.saveConnection();
  await expect(app.alert).toContainText('The refresh token isn’t accepted any more');
  await expect(app.page.getByRole('button', { name: 'Paste a new token' })).toBeVisible();
  await app.close();
});
