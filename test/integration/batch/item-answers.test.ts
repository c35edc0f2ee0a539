import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DiskOutputFiles } from '../../../src-main/adapters/result/output-files';
import { FileUnfinishedOutputs } from '../../../src-main/adapters/result/unfinished-outputs';
import { FileSaveFolderStore } from '../../../src-main/adapters/result/save-folder-store';
import { answerIdOf } from '../../../src-main/core/batch/answer-id';
import { defaultSettings } from '../../../src-main/core/app/settings';
import type { BatchId } from '../../../src-main/core/ground/ids';
import { AllAnswers, RunAnswers } from '../../../src-main/services/result/finished-answers';
import { ResultService } from '../../../src-main/services/result/result-service';
import { setUpBatches } from '../../fixtures/batch';
import { writeFiles } from '../../fixtures/file-tree';
import { say, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
/** What the service printed for the first file. */
const said = '{"seen":"oak"}\n';
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
);
/** A line that the supervisor of a service writes between the lines of the program. */
const logLine = '2026-01-02 03:04:05,678 - supervisor - INFO - Creating response';
let server: OscarServer;
let stage: ReturnType<typeof setUpBatches>;
let saving: ResultService;
let inputs: string;
let id: BatchId;

beforeEach(async () => {
  server = await startOscarServer({
    services: {
      judge: async (exchange) => {
        const chunks: Buffer[] = [];
        for await (const chunk of exchange.read()) chunks.push(chunk);
        const text = Buffer.from(Buffer.concat(chunks).toString(), 'base64').toString();
        if (text === 'draw') await say(`${logLine}\n${png.toString('base64')}`)(exchange);
        else
          await say(text === 'crash' ? 'Traceback (most recent call last):\nValueError: no\n' : `{"seen":"${text}"}\n`)(
            exchange,
          );
      },
    },
  });
  inputs = join(folder(), 'inputs', 'Meadow');
  await writeFiles(inputs, { 'a.txt': 'oak', 'b.txt': 'crash', 'c.txt': 'draw' });
  stage = program();
  id = await runAll();
  saving = savingOf(stage);
});

function program(): ReturnType<typeof setUpBatches> {
  const { endpoint, token } = server;
  return setUpBatches({ folder: folder(), endpoint, token, serviceName: 'judge' });
}

/** Runs a list of all inputs. @returns the list's id */
async function runAll(): Promise<BatchId> {
  const list = await stage.prepare(inputs);
  await stage.batches.start(list, false);
  await stage.finished();
  return list;
}

function savingOf({ batches }: ReturnType<typeof setUpBatches>): ResultService {
  const files = new DiskOutputFiles(
    join(folder(), 'copies'),
    new FileUnfinishedOutputs(join(folder(), 'unfinished.json'), { warn: () => undefined }),
  );
  const none = async () => undefined;
  const runs = new RunAnswers({
    invocations: { get: () => undefined },
    results: { locate: () => Promise.reject(new Error('Asked for the result of a single run.')) },
    history: { find: none },
    texts: { typedText: none },
    files,
  });
  return new ResultService({
    answers: new AllAnswers(batches.answers, runs),
    folders: new FileSaveFolderStore(join(folder(), 'save-folders.json')),
    files,
    settings: { get: async () => ({ ...defaultSettings, savesProvenance: true }) },
    appVersion: '1.2.3',
    log: { info: () => undefined, warn: () => undefined, error: () => 'reference' },
  });
}

afterEach(async () => {
  await stage.batches.suspend();
  await server.close();
});

it('the result of an item is saved, copied and named as that of a single run, with a note of what was sent', async () => {
  const item = answerIdOf(id, 0);
  expect(await saving.proposedName(item, 'payload')).toBe('a – judge.json');
  const path = join(folder(), 'mine.json');
  await saving.save(item, 'payload', path);
  expect(await readFile(path, 'utf8')).toBe(said);
  expect(JSON.parse(await readFile(`${path}.provenance.json`, 'utf8'))).toMatchObject({
    service: 'judge',
    cluster: server.endpoint,
    input: { name: 'a.txt', sizeBytes: 3 },
    output: { name: 'mine.json', sizeBytes: said.length },
  });
  expect(await saving.contentToCopy(item)).toEqual({ form: 'text', text: said });
  expect(await readFile(await saving.copyToDrag(item), 'utf8')).toBe(said);
  await expect(saving.save(item, 'received', path)).rejects.toMatchObject({ info: { code: 'result-gone' } });
});

it('the result of an item tells in what form it came and how to run it otherwise, after a restart too', async () => {
  const drawn = { encoding: 'base64', logLineCount: 1, notes: [] };
  const receivedBytes = `${logLine}\n${png.toString('base64')}\n`.length;
  expect((await stage.batches.openItem(id, 2)).result).toMatchObject({ reading: drawn, receivedBytes });
  await stage.batches.suspend();
  stage = program();
  saving = savingOf(stage);
  await stage.batches.show(id);
  expect((await stage.batches.openItem(id, 0)).result).toMatchObject({
    reading: { encoding: 'none', logLineCount: 0 },
  });
  expect((await stage.batches.openItem(id, 2)).result).toMatchObject({ reading: drawn, receivedBytes });
  const command = await saving.command(answerIdOf(id, 2), 'curl');
  expect(command).toContain(`base64 < './c.txt'`);
  expect(command).toContain(`'${server.endpoint}/run/judge'`);
  expect(command).toMatch(/supervisor[^]*base64 --decode[^]*> '\.\/c – judge\.png'/);
  expect(command).not.toContain(server.token);
  expect(await saving.command(answerIdOf(id, 1), 'python')).toContain('pathlib.Path("b.txt").read_bytes()');
});

it('a result of an earlier list is shown as the list that made it shows it', async () => {
  const again = await runAll();
  const { row, result } = await stage.batches.openItem(again, 2);
  expect(row.status).toBe('skipped');
  expect(result).toMatchObject({ reading: { encoding: 'base64', logLineCount: 1 } });
});

it('a result in doubt can be saved as it was received', async () => {
  const path = join(folder(), 'received.txt');
  expect(await saving.proposedName(answerIdOf(id, 1), 'received')).toBe('b – judge.received.txt');
  await saving.save(answerIdOf(id, 1), 'received', path);
  expect(await readFile(path, 'utf8')).toContain('ValueError: no');
});

it('what somebody wrote into a result is not taken for what came back', async () => {
  const item = answerIdOf(id, 0);
  const { path } = await stage.batches.answers.locate(item, 'payload');
  await writeFile(path, said.replace('oak', 'elm'));
  const gone = { info: { code: 'result-gone' } };
  await expect(saving.save(item, 'payload', join(folder(), 'mine.json'))).rejects.toMatchObject(gone);
  await expect(saving.contentToCopy(item)).rejects.toMatchObject(gone);
  await rm(path);
  await expect(saving.copyToOpen(item)).rejects.toMatchObject(gone);
});

it('a file that was changed since is never shown as the one that was sent', async () => {
  const { batches, files } = stage;
  const file = join(inputs, 'a.txt');
  expect((await batches.openItem(id, 0)).input).toMatchObject({ kind: 'file', file: { sizeBytes: 3 } });
  const sent = batches.answers.input(answerIdOf(id, 0));
  expect(sent?.path).toBe(file);
  expect(await files.locateFile(file, sent?.sent)).toMatchObject({ path: file, end: 3 });
  await writeFile(file, 'elm');
  await utimes(file, 1, 1);
  expect((await batches.openItem(id, 0)).input).toEqual({ kind: 'changed' });
  await expect(files.locateFile(file, sent?.sent)).rejects.toMatchObject({ info: { code: 'file-changed' } });
  await rm(file);
  expect((await batches.openItem(id, 0)).input).toEqual({ kind: 'gone' });
});
