import { execFile } from 'node:child_process';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../src-main/core/history/history';
import { runCommand, type RunCommandForm, type RunCommandInput } from '../../../src-main/core/run/run-commands';
import { answer, inOrder, readBody, say, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { temporaryFolder } from '../../fixtures/temp-dir';
import { entryOf } from '../../unit/history-records';

const folder = temporaryFolder();
const execute = promisify(execFile);
const base64File = { encoding: 'base64', hasLog: false, couldBeBase64: false } as const;
const text = { ...base64File, encoding: 'none' } as const;
const output = { ...base64File, fileName: `leaf's – $HOME "echo".png` };
const awkwardName = `-n 'it''s' "$(touch hacked)" \`id\` \\ ñ.bin`;
const awkwardText = `it's "$HOME" \`id\` \\n 100% 🌿\n-e second line\n`;
const stamp = '2026-01-02 03:04:05,678 - supervisor';
const log = `${stamp} - INFO - Reading storage configuration\n${stamp} - INFO - Creating response\n`;
const debugLog = `${stamp} - DEBUG - EVENT received: aGk=\n${stamp} - INFO - Script said:\nDone\n${log}`;
const leaf = Buffer.from('a leaf, and its veins\n').toString('base64');
/** Answers at several levels of the log, how the window reads them, and what it shows. */
const answered = {
  'file at INFO': { body: `${log}${leaf}\n`, ...base64File, hasLog: true, shown: 'a leaf, and its veins\n' },
  'file at DEBUG': { body: `${debugLog}${leaf}\n`, ...base64File, hasLog: true, shown: 'a leaf, and its veins\n' },
  'file at WARNING': {
    body: `${stamp} - WARNING - no output\n${leaf}\n${stamp} - ERROR - late\n`,
    ...base64File,
    hasLog: true,
    shown: 'a leaf, and its veins\n',
  },
  'text at INFO': { body: `${log}line 1\n\nniño\n\n`, ...text, hasLog: true, shown: 'line 1\n\nniño\n' },
  'text at DEBUG': {
    body: `${debugLog}${stamp} - INFO - quoted\nDone\n\n`,
    ...text,
    hasLog: true,
    shown: `${stamp} - INFO - quoted\nDone\n`,
  },
  Done: { body: 'Done\n\n', ...text, couldBeBase64: true, shown: 'Done\n' },
  test: { body: 'test\n', ...text, couldBeBase64: true, shown: 'test' },
  'no line feed': { body: 'as it is', ...text, shown: 'as it is' },
  'data URI': {
    body: `data:text/plain;base64,${leaf}\n\n`,
    ...text,
    encoding: 'data-uri',
    shown: 'a leaf, and its veins\n',
  },
  'JSON string': {
    body: `${log}"${leaf}"\n`,
    ...text,
    encoding: 'json-string-base64',
    hasLog: true,
    shown: 'a leaf, and its veins\n',
  },
} as const;
let server: OscarServer;

beforeAll(async () => {
  const answers = Object.fromEntries(
    Object.entries(answered).map(([name, { body }]) => [name, inOrder(readBody(), answer(200, body))]),
  );
  server = await startOscarServer({ services: { cow: say('moo'), ...answers } });
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
    expect(server.requests.at(-1)).toMatchObject({ path: '/run/echo', authorizedBy: 'service-token' });
  });

  it('sends typed text', async () => {
    const input = { kind: 'text', excerpt: '', sizeBytes: 1 } as const;
    await runByHand(form, entry({ input }), { ...output, text: awkwardText });
    expect(await readFile(join(folder(), output.fileName), 'utf8')).toBe(awkwardText);
  });

  it('keeps an answer that isn’t base64 as it came, and names the owner', async () => {
    const input = { kind: 'text', excerpt: '', sizeBytes: 1 } as const;
    const asked = entry({ input, serviceName: 'cow', owner: 'ana & eva' });
    await runByHand(form, asked, { ...text, fileName: 'cow.txt', text: 'hi' });
    expect(await readFile(join(folder(), 'cow.txt'), 'utf8')).toBe('moo');
    expect(server.requests.at(-1)?.path).toBe('/run/cow?owner=ana%20%26%20eva');
  });
});

describe.each(['curl', 'python'] as const)('as %s, an answer is what the window shows', (form) => {
  it.each(Object.entries(answered))('%s', async (name, { shown, ...reading }) => {
    const entry = entryOf('one', {
      endpoint: server.endpoint,
      serviceName: name,
      input: { kind: 'text', excerpt: '', sizeBytes: 1 },
    });
    await runByHand(form, entry, { ...reading, fileName: 'shown.txt', text: 'hi' });
    expect(await readFile(join(folder(), 'shown.txt'), 'utf8')).toBe(shown);
  });
});

it('lets oscar-cli decode files alone, and undoes what it decodes by accident', () => {
  const as = (name: keyof typeof answered) =>
    runCommand('oscar-cli', entryOf('one'), { ...answered[name], fileName: 'shown.txt' });
  expect(as('file at INFO')).toMatch(/\| LC_ALL=C awk '[^]*\| base64 --decode[^]*> '\.\/shown\.txt'\n$/);
  expect(as('Done')).toMatch(/\| base64 \\\n {2}> '\.\/shown\.txt'\n$/);
  expect(as('no line feed')).toContain('| LC_ALL=C awk');
});

it('puts long text into a file of its own', () => {
  const entry = entryOf('one', { input: { kind: 'json', excerpt: '{', sizeBytes: 5000 } });
  expect(runCommand('curl', entry, { ...output, text: 'x'.repeat(2001) })).toContain(`base64 < './input.json'`);
});

it('gives oscar-cli the address and the token together', () => {
  const entry = entryOf('one');
  expect(runCommand('oscar-cli', entry, { ...base64File, fileName: 'leaf – grayscale.png' })).toBe(
    [
      `oscar-cli service run 'grayscale'`,
      `--endpoint 'https://oscar.example.org' --token "$OSCAR_TOKEN"`,
      `--file-input './leaf.jpg'`,
      `--output './leaf – grayscale.png'\n`,
    ].join(' \\\n  '),
  );
});
