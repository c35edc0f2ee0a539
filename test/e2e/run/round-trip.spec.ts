import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type OscarApp } from '../../fixtures/app';
import { startOscarServer, type OscarServer } from '../../fixtures/oscar-server';

const MiB = 1024 ** 2;

test('files of any size come back byte for byte, in constant memory', async ({ app, folder }) => {
  test.setTimeout(180_000);
  test.skip(process.platform !== 'linux', 'the memory of a process is read from /proc, on Linux only');
  const server = await startOscarServer();
  try {
    const profileId = await addProfile(app, server);
    const echo = async (sizeBytes: number) => {
      const path = join(folder, `${sizeBytes}.bin`);
      const sent = await writeRandom(path, sizeBytes);
      await app.chooseForInput('#round-trip', path);
      const id = await runChosenFile(app, profileId);
      expect(await sha256Of(join(folder, 'user-data/results', id, 'payload'))).toBe(sent);
      await app.page.evaluate((done) => window.oscar.removeFromHistory([done]), id);
    };
    await app.page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<input type="file" id="round-trip">'));

    for (const sizeBytes of [1, 2, 3, 4, 5, MiB]) await echo(sizeBytes);
    const small = await peakDuring(app, () => echo(MiB));
    const large = await peakDuring(app, () => echo(300 * MiB));
    // Held whole, the body or the answer alone would take 300 MiB. Node's own pools scatter by some ten.
    expect(large - small).toBeLessThan(128 * MiB);
  } finally {
    await server.close();
  }
});

async function addProfile(app: OscarApp, server: OscarServer): Promise<string> {
  const [user = '', password = ''] = Buffer.from(server.authorization.replace('Basic ', ''), 'base64')
    .toString()
    .split(':');
  return app.page.evaluate(
    async ({ endpoint, user, password }) => {
      const reply = await window.oscar.addProfile(
        {
          name: 'Round trip',
          colour: 'grey',
          endpoint,
          allowsPlainHttp: false,
          signIn: { kind: 'password', user },
          trust: { kind: 'system' },
        },
        password,
        'session',
      );
      if (!reply.ok) throw new Error(reply.error.code);
      return reply.value.id;
    },
    { endpoint: server.endpoint, user, password },
  );
}

/** Runs the file of the test's own input through the contract, as the window does. @returns the invocation's id */
async function runChosenFile(app: OscarApp, profileId: string): Promise<string> {
  return app.page.evaluate(async (profile) => {
    const file = document.querySelector<HTMLInputElement>('#round-trip')?.files?.[0];
    if (!file) throw new Error('no file');
    const granted = await window.oscar.grantFile(file);
    if (!granted.ok) throw new Error(granted.error.code);
    return new Promise<string>((resolve, reject) => {
      const stop = window.oscar.on('invocationChanged', ({ id, state }) => {
        if (state.status === 'failed') reject(new Error(JSON.stringify(state.error)));
        if (state.status !== 'finished') return;
        stop();
        if (state.result.sizeBytes === file.size) resolve(id);
        else
          reject(new Error(`${state.result.sizeBytes} bytes of ${file.size}, read as ${state.result.reading.verdict}`));
      });
      const input = { kind: 'file', fileId: granted.value.id } as const;
      void window.oscar.startInvocation({ profileId: profile, serviceName: 'echo', input }).then((started) => {
        if (!started.ok) reject(new Error(started.error.code));
      });
    });
  }, profileId);
}

/** Most resident memory of the main process during an action, in bytes. @see proc(5), clear_refs */
async function peakDuring(app: OscarApp, action: () => Promise<void>): Promise<number> {
  const process = `/proc/${app.electron.process().pid}`;
  writeFileSync(`${process}/clear_refs`, '5');
  await action();
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`${process}/status`, 'utf8'))?.[1]) * 1024;
}

/** @returns the SHA-256 of what was written */
async function writeRandom(path: string, sizeBytes: number): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  for (let written = 0; written < sizeBytes; written += MiB) {
    const chunk = randomBytes(Math.min(MiB, sizeBytes - written));
    hash.update(chunk);
    await file.write(chunk);
  }
  await file.close();
  return hash.digest('hex');
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
