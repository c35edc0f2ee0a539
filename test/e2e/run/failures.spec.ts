import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test as base, type OscarApp } from '../../fixtures/app';
import {
  answer,
  gatewayPage,
  hangUp,
  inOrder,
  inTurn,
  readBody,
  say,
  send,
  sendHead,
  stall,
  startOscarServer,
  type OscarServer,
  type Step,
} from '../../fixtures/oscar-server';
import { TestPicture } from '../../fixtures/test-picture';

const picture = (await new TestPicture({ width: 40, height: 30, color: 0x3a8f2dff }).getBuffer('image/png')).toString(
  'base64',
);
const traceback = [
  'Traceback (most recent call last):',
  '  File "/opt/plants.py", line 12, in <module>',
  'ValueError: not a leaf',
].join('\n');

/** A service for each way to go wrong. */
const services = {
  gone: inOrder(readBody(), answer(404)),
  page: gatewayPage(200),
  damaged: say(picture.slice(0, -7)),
  silent: inOrder(readBody(), stall()),
  failing: say(traceback),
  waking: inTurn(gatewayPage(503, { 'retry-after': '120' }), say('Good morning')),
} satisfies Record<string, Step>;

const test = base.extend<{ readonly server: OscarServer }>({
  server: async ({}, use) => {
    const server = await startOscarServer({ services });
    await use(server);
    await server.close();
  },
});

/** Connects, chooses a service and types a text for it. */
async function prepare(app: OscarApp, server: OscarServer, service: keyof typeof services): Promise<void> {
  await app.connect(server);
  await app.chooseService(service);
  await app.typeText('hello');
}

/** What arrived for a service, by any owner. */
function requestsOf(server: OscarServer, service: keyof typeof services) {
  return server.requests.filter(({ path }) => new URL(path, server.endpoint).pathname === `/run/${service}`);
}

const told: readonly { readonly service: keyof typeof services; readonly headline: RegExp; readonly next: RegExp }[] = [
  { service: 'gone', headline: /^No service called gone on 127\.0\.0\.1:\d+$/, next: /not be shared with you/ },
  { service: 'page', headline: /^A web page came back instead of an answer/, next: /sign in to this network/ },
  { service: 'damaged', headline: /^The answer arrived damaged$/, next: /^Save what was received, or run it again\.$/ },
  { service: 'silent', headline: /^No answer after 1 sec$/, next: /may still be working on it/ },
  { service: 'failing', headline: /its program seems to have failed$/, next: /last lines/ },
];

for (const { service, headline, next } of told) {
  test(`what went wrong is told, and what to do next: ${service}`, async ({ app, server }) => {
    await app.page.evaluate(() => window.oscar.changeSettings({ waitLimitSeconds: 1 }));
    await prepare(app, server, service);
    await app.run();
    await expect(app.result.getByText(headline)).toBeVisible();
    await expect(app.result.getByText(next)).toBeVisible();
    await expect(app.result.getByRole('button', { name: 'Try again' })).toBeVisible();
    // What was prepared is still there.
    await expect(app.page.getByRole('textbox', { name: 'Text to send' })).toHaveValue('hello');
    expect(app.consoleMessages).toEqual([]);
  });
}

test('an answer cut in the middle is told, with how much of it arrived', async ({ app }) => {
  let cut = () => {};
  const toBeCut = new Promise<void>((resolve) => (cut = resolve));
  const head = sendHead(200, { 'content-type': 'application/octet-stream', 'content-length': 10_000 });
  const leaf = inOrder(readBody(), head, send(Buffer.alloc(4000, 'QUJD')), () => toBeCut, hangUp());
  const server = await startOscarServer({ services: { leaf } });
  await app.connect(server);
  await app.chooseService('leaf');
  await app.typeText('hello');
  await app.runButton.click();
  await expect(app.page.getByText(/4 kB of 10 kB/).first()).toBeVisible();
  cut();
  await expect(app.result.getByText('The connection was lost after 4 kB of 10 kB')).toBeVisible();
  await expect(app.result.getByText('Save what was received, or run it again.')).toBeVisible();
  await server.close();
});

test('the last lines of a program that failed are shown, and can be kept as the result', async ({ app, server }) => {
  await prepare(app, server, 'failing');
  await app.run();
  await expect(app.result.getByText('ValueError: not a leaf')).toBeVisible();
  await app.result.getByRole('button', { name: 'It’s fine, keep as result' }).click();
  await expect(app.result.getByRole('button', { name: 'Save as…' })).toBeVisible();
});

test('a wrong token is told where the service is run, with the way to the connection', async ({ app, server }) => {
  const token = '0'.repeat(64);
  await app.addConnection({ name: 'Lab', address: server.endpoint, serviceName: 'failing', token });
  await app.typeText('hello');
  await app.run();
  await expect(app.result.getByText('The token or password wasn’t accepted')).toBeVisible();
  await app.result.getByRole('button', { name: 'Edit connection' }).click();
  await app.connectionForm.getByLabel('Token', { exact: true }).fill(server.token);
  await app.saveConnection();
  await app.run();
  await expect(app.result.getByText(/its program seems to have failed$/)).toBeVisible();
});

test('a cluster that is off is told', async ({ app }) => {
  const server = await startOscarServer();
  const { endpoint, token } = server;
  await server.close();
  await app.page.evaluate(() => window.oscar.changeSettings({ retriesEnabled: false }));
  await app.addConnection({ name: 'Lab', address: endpoint, serviceName: 'echo', token });
  await app.typeText('hello');
  await app.run();
  await expect(app.result.getByText(/^127\.0\.0\.1:\d+ doesn’t accept the connection$/)).toBeVisible();
});

test('a wait for another try is visible, and can be stopped', async ({ app, server }) => {
  await prepare(app, server, 'waking');
  await app.runButton.click();
  await expect(app.page.getByText(/^Trying again in \d+ seconds$/).first()).toBeVisible();
  await app.page.getByRole('button', { name: 'Stop waiting' }).click();
  await expect(app.result.getByText('Stopped')).toBeVisible();
  await expect(app.result.getByText('The service didn’t start on this input.')).toBeVisible();
  // Nothing was sent behind the user's back; the next run is theirs.
  expect(requestsOf(server, 'waking')).toHaveLength(1);
  await app.run();
  await expect(app.result.getByText('Good morning')).toBeVisible();
});

test('who stops while the service works is told that the cluster may go on', async ({ app, server }) => {
  await prepare(app, server, 'silent');
  await app.runButton.click();
  await server.until(() => requestsOf(server, 'silent').some(({ bodyBytes }) => bodyBytes > 0));
  await expect(app.page.getByText('The service is working').first()).toBeVisible();
  await app.page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(app.result.getByText('The cluster may still be working on it')).toBeVisible();
});

test('input that can’t be sent is told before anything is', async ({ app, folder }) => {
  await app.practise();
  await app.chooseService('Black and white');
  const empty = join(folder, 'empty.png');
  const leaf = join(folder, 'leaf.png');
  await writeFile(empty, '');
  await writeFile(leaf, Buffer.from(picture, 'base64'));

  await app.drop(empty);
  await expect(app.alert).toContainText('empty.png is empty');
  await app.drop(leaf);
  // Drawn, not only there: a preview that is still read when its file goes is a message on the console.
  await expect(app.page.getByRole('img', { name: 'Preview of leaf.png' })).toHaveJSProperty('naturalWidth', 40);
  expect(app.consoleMessages).toEqual([]);
  await rm(leaf);
  await app.runButton.click();
  await expect(app.result.getByText('leaf.png isn’t there any more')).toBeVisible();

  await app.chooseService('Cow says');
  await app.page.getByRole('button', { name: 'Type text…' }).click();
  await expect(app.runButton).toHaveAttribute('aria-disabled', 'true');
  await expect(app.runButton).toHaveAccessibleDescription('Type a text first');
  await app.page.getByRole('textbox', { name: 'Text to send' }).fill('{"message":\n  "Moo",}');
  await app.page.getByText('JSON', { exact: true }).click();
  await expect(app.page.getByText('Not JSON yet: look at line 2, column 9.')).toBeVisible();
  await expect(app.runButton).toHaveAccessibleDescription('Correct the JSON first');
});
