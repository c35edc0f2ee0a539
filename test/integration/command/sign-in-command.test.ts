import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryTokenStore } from '../../../src-main/adapters/connection/memory-token-store';
import { qrModules } from '../../../src-main/adapters/connection/qr-code';
import { SystemClock } from '../../../src-main/adapters/ground/system-clock';
import { OpenIdIssuers } from '../../../src-main/adapters/sign-in/openid-issuers';
import { runSignIn } from '../../../src-main/command/sign-in-command';
import { exitCodes } from '../../../src-main/core/app/exit-code';
import { systemTrust, type SignIn } from '../../../src-main/core/connection/profile';
import { InstituteSignIns } from '../../../src-main/services/sign-in/institute-sign-ins';
import { browse, InstituteServer } from '../../fixtures/institute';
import { clusterConnections, oscarClient } from '../../fixtures/oscar-client';
import { profileServices } from '../../fixtures/profile-services';
import { signInService } from '../../fixtures/sign-in';

let server: InstituteServer;
let stop: AbortController;

beforeEach(async () => {
  server = await InstituteServer.start();
  stop = new AbortController();
});

afterEach(() => server.close());

/** Gives the command with a connection “Field lab”. */
async function setUp(signIn: SignIn) {
  const news = new EventEmitter();
  const keychain = new MemoryTokenStore();
  const institutes = new InstituteSignIns({
    issuers: new OpenIdIssuers({ userAgent: 'test', connections: clusterConnections() }),
    openReturnPlace: () => Promise.reject(new Error('there is no browser')),
    openPage: () => Promise.reject(new Error('there is no browser')),
    qr: qrModules,
    clock: new SystemClock(),
    log: { info: () => undefined, warn: () => undefined, error: () => 'reference' },
    newId: randomUUID,
    onAdvance: (...told) => news.emit('sign-in', ...told),
  });
  const signIns = signInService({ keychain, granted: (id) => institutes.granted(id) });
  const { profiles } = profileServices({ client: oscarClient(), signIns, newId: () => 'lab' });
  const fields = {
    name: 'Field lab',
    colour: 'green',
    endpoint: 'https://oscar.example.org',
    allowsPlainHttp: false,
    signIn,
    trust: systemTrust,
  } as const;
  await profiles.add(fields, signIn.kind === 'password' ? 'secret' : undefined, 'keychain');
  const said: string[] = [];
  const run = (profile: string, onSay: (line: string) => void = () => undefined) =>
    runSignIn(
      { kind: 'sign-in', profile, readsSecret: false },
      {
        profiles,
        institutes,
        onSignIn: (listener) => news.on('sign-in', listener),
        signal: stop.signal,
        say: (line) => {
          said.push(line);
          onSay(line);
        },
      },
    );
  return { run, said, keychain, signIns, profiles };
}

describe('sign-in', () => {
  it('shows a code, and keeps the sign-in once it was typed', { timeout: 20_000 }, async () => {
    const { run, said, keychain, signIns, profiles } = await setUp({ kind: 'institute', institute: server.institute });
    const exit = await run('Field lab', (line) => {
      const [, address = '', code = ''] = /^Open (\S+) .* (\S+)$/.exec(line) ?? [];
      if (code !== '') void browse(address, 'yes', code);
    });
    expect(exit).toBe(exitCodes.done);
    expect(said.at(-1)).toBe('signed in');
    const profile = await profiles.find('lab');
    if (profile.kind !== 'cluster') throw new Error('no connection');
    expect(await signIns.accessToken(profile)).toMatch(/\./);
    expect(said.join('\n')).not.toContain(await keychain.get('lab'));
  });

  it('ends when it is stopped, and keeps nothing', async () => {
    const { run, keychain } = await setUp({ kind: 'institute', institute: server.institute });
    expect(await run('Field lab', () => stop.abort())).toBe(exitCodes.cancelled);
    expect(await keychain.get('lab')).toBeUndefined();
  });

  it('refuses other connections', async () => {
    const { run } = await setUp({ kind: 'password', user: 'ana' });
    expect(await run('Field lab')).toBe(exitCodes.misuse);
    expect(await run('Elsewhere')).toBe(exitCodes.connection);
    expect(server.requests).toEqual([]);
  });
});
