import { execFile } from 'node:child_process';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../src-main/core/history/history';
import { runCommand, type RunCommandForm, type RunCommandInput } from '../../../src-main/core/run/run-commands';
import { say, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { temporaryFolder } from '../../fixtures/temp-dir';
import { entryOf } from '../../unit/history-records';

const folder = temporaryFolder();
const execute = promisify(execFile);
const output = { isBase64: true, fileName: `leaf's – $HOME "echo".png` };
const awkwardName = `-n 'it''s' "$(touch hacked)" \`id\` \\ ñ.bin`;
const awkwardText = `it's "$HOME" \`id\` \\n 100% 🌿\n-e second line\n`;
let server: OscarServer;

beforeAll(async () => {
  server = await startOscarServer({ services: { cow: say('moo') } });
});

afterAll(async () => {
  await server.close();
});

/** Runs a command where the user would: in the folder with the input, with the token in the environment. */
async function runByHand(form: RunCommandForm, entry: HistoryEntry, input: RunCommandInput): Promise<void> {
  const command = runCommand(form, entry, input);
  expect(command).not.toContain(server.token);
  const env = { ...process.env, OSCAR_TOKEN: server.token };
  const [program, flag] = form === 'python' ? ['python3', '-c'] : ['sh', '-c'];
  await execute(program, [flag, command], { cwd: folder(), env });
}

describe.each(['curl', 'python'] as const)('as %s', (form) => {
  const entry = (more: Partial<HistoryEntry>) =>
    entryOf('one', { endpoint: server.endpoint, serviceName: 'echo', ...more });

  it('sends a file, whatever its name, and writes what comes back', async () => {
    const content = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256));
    await writeFile(join(folder(), awkwardName), content);
    await runByHand(form, entry({ input: { kind: 'file', name: awkwardName, sizeBytes: content.length } }), output);
    expect((await readFile(join(folder(), output.fileName))).equals(content)).toBe(true);
    expect((await readdir(folder())).sort()).toEqual([awkwardName, output.fileName].sort());
    expect(server.requests.at(-1)).toMatchObject({ path: '/run/echo', letInBy: 'service-token' });
  });

  it('sends typed text', async () => {
    const input = { kind: 'text', excerpt: '', sizeBytes: 1 } as const;
    await runByHand(form, entry({ input }), { ...output, text: awkwardText });
    expect(await readFile(join(folder(), output.fileName), 'utf8')).toBe(awkwardText);
  });

  it('keeps an answer that isn’t base64 as it came, and names the owner', async () => {
    const input = { kind: 'text', excerpt: '', sizeBytes: 1 } as const;
    const asked = entry({ input, serviceName: 'cow', owner: 'ana & eva' });
    await runByHand(form, asked, { isBase64: false, fileName: 'cow.txt', text: 'hi' });
    expect((await readFile(join(folder(), 'cow.txt'), 'utf8')).trim()).toBe('moo');
    expect(server.requests.at(-1)?.path).toBe('/run/cow?owner=ana%20%26%20eva');
  });
});

it('puts long text into a file of its own', () => {
  const entry = entryOf('one', { input: { kind: 'json', excerpt: '{', sizeBytes: 5000 } });
  expect(runCommand('curl', entry, { ...output, text: 'x'.repeat(2001) })).toContain(`base64 < './input.json'`);
});

it('gives oscar-cli the address and the token together', () => {
  const entry = entryOf('one');
  expect(runCommand('oscar-cli', entry, { isBase64: true, fileName: 'leaf – grayscale.png' })).toBe(
    [
      `oscar-cli service run 'grayscale'`,
      `--endpoint 'https://oscar.example.org' --token "$OSCAR_TOKEN"`,
      `--file-input './leaf.jpg'`,
      `--output './leaf – grayscale.png'\n`,
    ].join(' \\\n  '),
  );
});
