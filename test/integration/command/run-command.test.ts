import { expect, it } from 'vitest';
import { Writable } from 'node:stream';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileResultStore } from '../../../src-main/adapters/answer/result-store';
import { runOnce } from '../../../src-main/command/run-command';
import type { Invocation } from '../../../src-main/core/run/invocation';
import { temporaryFolder } from '../../fixtures/temp-dir';
import { streamOf } from '../../unit/answers';

const folder = temporaryFolder();

/**
 * Runs a service that answers with `body`.
 * @param to where its result goes, and what happens while it runs
 * @returns the exit code and what was said
 */
async function runAnswered(body: string, to?: { readonly output: string; readonly meanwhile: () => Promise<void> }) {
  const results = new FileResultStore(join(folder(), 'results'));
  const type = 'application/octet-stream';
  const context = { host: 'oscar.example.org', contentType: type, mirroredContentType: type, writesFiles: false };
  await results.prepare('one');
  const stored = await results.receive('one', streamOf([Buffer.from(body)]), context, 2 ** 30, () => undefined);
  const at = '2026-01-02T03:04:05.000Z';
  const invocation: Invocation = {
    id: 'one',
    profileId: 'practice',
    serviceName: 'leaf',
    startedAt: at,
    elapsedMs: 3_000,
    stateMs: 0,
    attempt: 1,
    state: {
      status: 'finished',
      result: { ...stored, kind: 'text', url: '', receivedUrl: '', fileName: 'leaf.txt' },
      finishedAt: at,
    },
  };
  const practice = {
    id: 'practice',
    kind: 'practice' as const,
    name: 'Practice',
    colour: 'grey' as const,
    endpoint: 'http://localhost',
    allowsPlainHttp: true,
    signIn: { kind: 'service-token' as const, serviceName: 'leaf' },
    trust: { kind: 'system' as const },
    keeping: 'session' as const,
  };
  const said: string[] = [];
  const code = await runOnce(
    {
      kind: 'run',
      service: 'leaf',
      profile: 'practice',
      readsSecret: false,
      replaces: false,
      input: { kind: 'text', text: 'x' },
      ...(to && { output: to.output }),
    },
    {
      profiles: { list: async () => [], openPractice: async () => practice },
      invocations: {
        start: async () => 'one',
        settled: async () => to?.meanwhile().then(() => invocation) ?? invocation,
      },
      inputs: {
        grant: async () => {
          throw new Error('No file was given.');
        },
      },
      results,
      output: new Writable({ write: (_chunk, _encoding, done) => done() }),
      say: (line) => said.push(line),
    },
  );
  return { code, said };
}

it('says the last lines of what the program said when it failed', async () => {
  const lines = Array.from({ length: 30 }, (_, index) => `  File "x.py", line ${index}`);
  const { code, said } = await runAnswered(
    `Traceback (most recent call last):\n${lines.join('\n')}\nValueError: no \u001b[31mleaf\u202e\n\n`,
  );
  expect(code).toBe(6);
  expect(said[0]).toMatch(/^program-failed/);
  expect(said).toHaveLength(1 + 10);
  expect(said.at(-1)).toBe('  ValueError: no  [31mleaf ');
});

it.each([
  ['nothing was printed', '\n', /^empty: /],
  ['there is no answer', '', /^response-empty/],
])('fails where %s', async (_, body, line) => {
  const { code, said } = await runAnswered(body);
  expect(code).toBe(6);
  expect(said).toEqual([expect.stringMatching(line)]);
});

it('says nothing of a text that is the result', async () => {
  expect(await runAnswered('three oaks\n')).toEqual({ code: 0, said: [] });
});

it('replaces no file that another program made while it ran', async () => {
  const output = join(folder(), 'leaf.txt');
  const meanwhile = () => writeFile(output, 'of another program');
  const { code, said } = await runAnswered('three oaks\n', { output, meanwhile });
  expect(code).toBe(2);
  expect(said).toEqual([expect.stringContaining('saved leaf (2).txt'), expect.stringContaining('made by another')]);
  expect(await readFile(output, 'utf8')).toBe('of another program');
  expect(await readFile(join(folder(), 'leaf (2).txt'), 'utf8')).toBe('three oaks');
});
