import { afterEach, describe, expect, it } from 'vitest';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { Workbook } from '../../../src-main/adapters/batch/export/workbook';
import { writeWholeFile } from '../../../src-main/adapters/files/whole-file';
import { answerIdOf } from '../../../src-main/core/batch/answer-id';
import type { TableReadOptions } from '../../../src-main/core/input/table/form';
import type { TableUse } from '../../../src-main/core/input/table/rows';
import { NoWaitClock, setUpBatches, type BatchSetup } from '../../fixtures/batch';
import { writeFiles } from '../../fixtures/file-tree';
import { parseService } from '../../../src-main/core/service/service';
import { startPracticeServer } from '../../../src-main/practice/practice-server';
import { practiceServices } from '../../../src-main/practice/services/practice-services';
import { CallingPictures } from '../../fixtures/calling-pictures';
import { answer, startOscarServer, type OscarServer, type Step } from '../../fixtures/oscar-server';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
const opened: ReturnType<typeof setUpBatches>[] = [];
let server: OscarServer;

afterEach(async () => {
  given.length = 0;
  await Promise.all(opened.splice(0).map(({ batches }) => batches.suspend()));
  await server.close();
});

/** The inputs that the service got, in the order in which they came. */
const given: string[] = [];

/** A service that answers with its input in capital letters. */
const shout: Step = async (exchange) => {
  const chunks: Buffer[] = [];
  for await (const chunk of exchange.read()) chunks.push(chunk);
  const text = Buffer.from(Buffer.concat(chunks).toString(), 'base64').toString();
  given.push(text);
  await answer(200, `${text.toUpperCase()}\n`)(exchange);
};

/** Starts the program, or starts it again with the files that an earlier run left on disk. */
async function program(step: Step = shout, more: Partial<BatchSetup> = {}) {
  if (opened.length === 0) server = await startOscarServer({ services: { echo: step } });
  const { endpoint, token } = server;
  const built = setUpBatches({
    folder: folder(),
    endpoint,
    token,
    clock: new NoWaitClock(),
    writesFiles: false,
    ...more,
  });
  opened.push(built);
  const { batches, until } = built;
  return {
    ...built,
    /** Makes a list of a table, and waits until it holds all rows. */
    async take(path: string, use: TableUse, readOptions: TableReadOptions = {}, serviceName = 'echo') {
      const { id } = await batches.tables.open(path, readOptions);
      await batches.takeTable(id, use);
      await batches.change(id, { service: { profileId: 'lab', serviceName }, inDatedFolder: false });
      await until(({ isScanning }) => !isScanning);
      return id;
    },
  };
}

async function table(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder(), 'given', name);
  await writeFiles(join(folder(), 'given'), { [name]: content });
  return path;
}

const sentences = Array.from({ length: 200 }, (_, at) => [
  `s${at}`,
  `Sentence ${at}, “señal”; with "quotes"`,
  `-${at},5`,
]);
const texts: TableUse = { input: { kind: 'text', column: 'text' }, nameColumn: 'id' };

describe('a list of the rows of a table', () => {
  it('answers 200 sentences in a copy of the table, in its form', async () => {
    const { batches, take, finished, results, errors } = await program();
    const text = Papa.unparse([['id', 'text', 'note'], ...sentences], { delimiter: ';' });
    const id = await take(await table('plots.csv', text), texts);
    expect(batches.overview).toMatchObject({ total: 200, leftOut: 0 });
    await batches.start(id, false);
    await finished();
    expect(errors).toEqual([]);
    expect(await batches.answers.repeatable(answerIdOf(id, 7))).toEqual({
      run: { endpoint: server.endpoint, serviceName: 'echo', input: { kind: 'text' } },
      text: sentences[7]?.[1],
    });
    const { data, meta } = Papa.parse<string[]>(await readFile(join(results, 'answers.csv'), 'utf8'), {
      skipEmptyLines: true,
    });
    expect(meta.delimiter).toBe(';');
    expect(data[0]).toEqual(['id', 'text', 'note', 'answer', 'state', 'error', 'result']);
    expect(data.slice(1)).toEqual(
      sentences.map(([name = '', sentence = '', note = '']) => [
        ...[name, sentence, note, sentence.toUpperCase(), 'done', '', `${name} – echo.txt`],
      ]),
    );
  });

  it('speaks 200 sentences of a workbook, and names the sounds in a copy of it', async () => {
    const cluster = await startPracticeServer({ services: practiceServices, pictures: new CallingPictures() });
    try {
      const { endpoint, authorization } = cluster;
      const reply = await fetch(`${endpoint}/system/services/text-to-speech`, { headers: { authorization } });
      const token = parseService(await reply.json())?.token ?? '';
      const service = { endpoint, token, serviceName: 'text-to-speech', writesFiles: true };
      const { batches, take, finished, results, errors } = await program(shout, service);
      const path = join(folder(), 'plots.xlsx');
      async function* rows() {
        yield sentences.map(([name = ''], at) => [name, `Oak ${at}`]);
      }
      await writeWholeFile(path, new Workbook().bytes(['id', 'text'], rows()));
      const id = await take(path, texts, {}, 'text-to-speech');
      await batches.start(id, false);
      await finished();
      expect(errors).toEqual([]);
      const [headings = [], ...answered] = await readSheet(join(results, 'answers.xlsx'));
      const [state, result] = [headings.indexOf('state'), headings.indexOf('result')];
      expect(answered.map((row) => [row[0], row[1], row[state], row[result]])).toEqual(
        sentences.map(([name = ''], at) => [name, `Oak ${at}`, 'done', `${name} – text-to-speech.wav`]),
      );
      const sounds = await Promise.all(answered.map((row) => readFile(join(results, String(row[result])))));
      expect(sounds.every((sound) => sound.toString('latin1', 0, 4) === 'RIFF')).toBe(true);
      // Each sentence is another sound.
      expect(new Set(sounds.map((sound) => sound.toString('latin1'))).size).toBe(200);
    } finally {
      await cluster.close();
    }
  });

  it('answers a workbook with a workbook', async () => {
    const { batches, take, finished, results } = await program();
    const path = join(folder(), 'plots.xlsx');
    async function* rows() {
      yield sentences.map(([id = '', text = ''], at) => [id, text, at]);
    }
    await writeWholeFile(path, new Workbook().bytes(['id', 'text', 'plot'], rows()));
    const id = await take(path, {
      ...texts,
      only: [
        { column: 'plot', test: 'at-least', text: '7' },
        { column: 'text', test: 'contains', text: 'SENTENCE 7,' },
      ],
    });
    await batches.start(id, false);
    await finished();
    const read = await readSheet(join(results, 'answers.xlsx'));
    expect(read).toHaveLength(201);
    expect(read[8]).toEqual([
      's7',
      sentences[7]?.[1],
      7,
      sentences[7]?.[1]?.toUpperCase(),
      'done',
      null,
      's7 – echo.txt',
    ]);
    expect(read[9]).toEqual(['s8', sentences[8]?.[1], 8, null, null, null, null]);
  });

  it('fills fields of nested JSON, and leaves out rows with which that can’t be', async () => {
    const { batches, take, finished, results } = await program();
    const path = await table('trees.tsv', 'name\theight\nAsh "old"\t12.50\nElm\ttall\nOak\t\n');
    const template = '{"tree": {"name": "{{name}}", "sizes": [{{height}}]}}';
    const id = await take(path, { input: { kind: 'json', template } });
    expect(batches.leftOut(id, 0, 10)).toEqual([
      { relativePath: 'trees.tsv:3', reason: 'not-a-value' },
      { relativePath: 'trees.tsv:4', reason: 'empty-cell' },
    ]);
    await batches.start(id, false);
    await finished();
    expect(given).toEqual(['{"tree": {"name": "Ash \\"old\\"", "sizes": [12.50]}}']);
    const { data } = Papa.parse<string[]>(await readFile(join(results, 'answers.tsv'), 'utf8'), {
      skipEmptyLines: true,
    });
    const state = data[0]?.indexOf('state') ?? -1;
    expect(data.map((row) => row.slice(state, state + 2))).toEqual([
      ['state', 'error'],
      ['done', ''],
      ['left out', 'not-a-value'],
      ['left out', 'empty-cell'],
    ]);
  });

  it('sends the files that a column names, and none outside of its folder', async () => {
    const { batches, take, finished, results } = await program();
    await writeFiles(folder(), { 'secret.txt': 'secret', 'given/a/one.txt': 'one', 'given/two.txt': 'two' });
    const path = await table(
      'files.csv',
      'file\na/one.txt\n../secret.txt\na\\one.txt\ngone.txt\n/etc/hostname\n../gone.txt\ntwo.txt\n',
    );
    const id = await take(path, { input: { kind: 'file', column: 'file' } });
    expect(batches.overview).toMatchObject({ total: 3 });
    expect(batches.leftOut(id, 0, 10).map(({ reason }) => reason)).toEqual([
      'outside',
      'unreachable',
      'outside',
      'outside',
    ]);
    await batches.start(id, false);
    await finished();
    const answers = await readFile(join(results, 'answers.csv'), 'utf8');
    expect(answers).toContain('two.txt,TWO,done');
    expect(answers).not.toContain('SECRET');
  });

  it('puts files that cells name into fields of the JSON', async () => {
    const { batches, take, finished } = await program();
    await writeFiles(folder(), { 'secret.txt': 'secret', 'given/a/one.txt': 'one', 'given/two.txt': 'two' });
    const path = await table(
      'files.csv',
      'id,file\n1,a/one.txt\n2,../secret.txt\n3,gone.txt\n4,a\\one.txt\n5,\n6,two.txt\n',
    );
    const id = await take(path, { input: { kind: 'json', template: '{"id": {{id}}, "file": "{{file:file}}"}' } });
    expect(batches.leftOut(id, 0, 10)).toEqual([
      { relativePath: '../secret.txt', reason: 'outside' },
      { relativePath: 'gone.txt', reason: 'unreachable' },
      { relativePath: 'files.csv:6', reason: 'empty-cell' },
    ]);
    expect(await batches.openItem(id, 0)).toMatchObject({ rowText: '{"id": 1, "file": "{{file:a/one.txt}}"}' });
    await rm(join(folder(), 'given/two.txt'));
    await batches.start(id, false);
    await finished();
    expect(given).toEqual(['{"id": 1, "file": "b25l"}', '{"id": 4, "file": "b25l"}']);
    const { rows } = batches.rows(id, { search: '', sortKey: 'added', isDescending: false }, 0, 10);
    expect(rows[2]?.trouble).toEqual({
      kind: 'failed',
      error: { code: 'file-unreadable', file: 'two.txt', problem: 'gone' },
    });
    const { text } = await batches.answers.repeatable(answerIdOf(id, 0));
    expect(text).toBeUndefined();
  });

  it('goes on after a restart without the table, and runs nothing twice', async () => {
    const first = await program();
    const path = await table('plots.csv', Papa.unparse([['id', 'text', 'note'], ...sentences]));
    const id = await first.take(path, { ...texts, nameColumn: 'note' });
    await first.batches.start(id, true);
    await first.until(({ phase }) => phase.status === 'sampled');
    await first.batches.suspend();
    await rm(path);

    const { batches, finished, results } = await program();
    await batches.restore();
    expect(batches.overview).toMatchObject({ total: 200, counts: { done: 3 } });
    await batches.start(id, false);
    await finished();
    const { data } = Papa.parse<string[]>(await readFile(join(results, 'answers.csv'), 'utf8'), {
      skipEmptyLines: true,
    });
    expect(data.slice(1).map((row) => row[3])).toEqual(sentences.map(([, sentence = '']) => sentence.toUpperCase()));
    expect(given).toHaveLength(200);
    await batches.past.delete([id]);
    expect(await readdir(join(folder(), 'tables'))).toEqual([]);
  });

  it('has all rows after a crash in the middle of writing them down', async () => {
    const first = await program();
    const many = Array.from({ length: 2500 }, (_, at) => [`${at}`, `text ${at}`]);
    const path = await table('many.csv', Papa.unparse([['id', 'text'], ...many]));
    const id = await first.take(path, texts);
    await first.batches.start(id, true);
    await first.until(({ phase }) => phase.status === 'sampled');
    await first.batches.suspend();
    const journal = join(folder(), 'journals', `${id}.journal`);
    const lines = (await readFile(journal, 'utf8')).split('\n');
    await writeFile(journal, `${lines.slice(0, 1000).join('\n')}\n`);

    const { batches, until } = await program();
    await batches.restore();
    await until(({ isScanning }) => !isScanning);
    const { total, rows } = batches.rows(id, { search: '', sortKey: 'added', isDescending: false }, 0, 2500);
    expect(total).toBe(2500);
    expect(rows.map(({ name }) => name)).toEqual(many.map(([name = '']) => `${name}.txt`));
  });

  it('runs rows of one name each, also where results of a list before are there', async () => {
    const { batches, take, finished, results } = await program();
    const path = await table('plots.csv', 'id,text\nsame,aaa\nsame,bbb\n');
    for (const expected of [
      ['done', 'done'],
      ['skipped', 'skipped'],
    ]) {
      const id = await take(path, texts);
      await batches.start(id, false);
      await finished();
      const { rows } = batches.rows(id, { search: '', sortKey: 'added', isDescending: false }, 0, 10);
      expect(rows.map(({ status }) => status)).toEqual(expected);
      await batches.close(id);
    }
    const answers = await readFile(join(results, 'answers (2).csv'), 'utf8');
    expect(answers).toContain('same,aaa,AAA,skipped');
    expect(answers).toContain('same,bbb,BBB,skipped');
  });

  it('runs every sentence of one column without a name', async () => {
    const { batches, take, finished, results } = await program();
    const path = await table('plots.csv', 'The oak.\nThe fern.\n');
    const id = await take(path, { input: { kind: 'text', column: 'A' } }, { hasNoNames: true });
    await batches.start(id, false);
    await finished();
    expect(given).toEqual(['The oak.', 'The fern.']);
    const { data } = Papa.parse<string[]>(await readFile(join(results, 'answers.csv'), 'utf8'), {
      skipEmptyLines: true,
    });
    expect(data.map((row) => row.slice(0, 2))).toEqual([
      ['A', 'answer'],
      ['The oak.', 'THE OAK.'],
      ['The fern.', 'THE FERN.'],
    ]);
  });

  it('names the line of a broken quote behind 90,000 rows, all of which are run', async () => {
    const { batches, take } = await program();
    const before = Array.from({ length: 89_998 }, (_, at) => `${at},text ${at}\n`).join('');
    const id = await take(await table('plots.csv', `id,text\n${before}x,"open\ny,z\n`), texts);
    expect(batches.overview).toMatchObject({ total: 89_998 });
    expect(batches.tableOf(id)?.brokenLine).toBe(90_000);
  });

  it('takes a column out of a thousand that have no names', async () => {
    const { batches } = await program();
    const cells = Array.from({ length: 1000 }, (_, at) => String(at)).join(',');
    const { id, headings } = await batches.tables.open(await table('wide.csv', `${cells}\n`), { hasNoNames: true });
    expect(headings).toHaveLength(1000);
    const look = await batches.tables.look(id, { input: { kind: 'text', column: 'ALL' } });
    expect(look.first).toMatchObject([{ text: '999' }]);
  });

  it('reports a file of a row that has gone since, and goes on', async () => {
    const { batches, take, finished } = await program();
    await writeFiles(join(folder(), 'given'), { 'one.txt': 'one', 'gone.txt': 'gone', 'three.txt': 'three' });
    const path = await table('files.csv', 'file\none.txt\ngone.txt\nthree.txt\n');
    const id = await take(path, { input: { kind: 'file', column: 'file' } });
    await rm(join(folder(), 'given/gone.txt'));
    await writeFile(join(folder(), 'given/three.txt'), 'another');
    await batches.start(id, false);
    await finished();
    const { rows } = batches.rows(id, { search: '', sortKey: 'added', isDescending: false }, 0, 10);
    expect(rows.map(({ status }) => status)).toEqual(['done', 'needs-attention', 'done']);
    expect(rows[1]?.trouble?.error).toMatchObject({ code: 'file-unreadable', problem: 'gone' });
    // A file is sent as it is when its turn comes.
    expect([...given].sort()).toEqual(['another', 'one']);
  });

  it('runs the rows before a broken quote, and names its line', async () => {
    const { batches, take } = await program();
    const id = await take(await table('plots.csv', 'id,text\n1,one\n2,"two\n3,three\n'), texts);
    expect(batches.overview).toMatchObject({ total: 1 });
    expect(batches.tableOf(id)?.brokenLine).toBe(3);
  });

  it('shows what would become of the rows before there is a list', async () => {
    const { batches } = await program();
    await writeFiles(join(folder(), 'given'), { 'a.txt': 'a' });
    await writeFiles(folder(), { 'b.txt': 'b' });
    const path = await table(
      'plots.csv',
      'id,text,file\n1,,a.txt\n2,two,../b.txt\n3,"say\n3",gone.txt\n4,four,a.txt\n',
    );
    const { id, headings, columns, form } = await batches.tables.open(path, {});
    expect({ headings, columns }).toEqual({
      headings: ['id', 'text', 'file'],
      columns: { text: 'text', file: 'file' },
    });
    expect(form).toMatchObject({ kind: 'text', separator: ',', encoding: 'utf-8' });
    const look = (use: TableUse) => batches.tables.look(id, use);
    expect(await look(texts)).toEqual({
      rows: 4,
      toSend: 3,
      problems: [{ reason: 'empty-cell', count: 1 }],
      first: [
        { line: 2, name: '', problem: 'empty-cell' },
        { line: 3, name: '2.txt', text: 'two' },
        { line: 4, name: '3.txt', text: 'say\n3' },
      ],
    });
    expect(await look({ ...texts, only: [{ column: 'id', test: 'is', text: '4' }] })).toMatchObject({
      toSend: 1,
      problems: [],
    });
    expect((await look({ input: { kind: 'file', column: 'file' } })).first).toEqual([
      { line: 2, name: 'a.txt' },
      { line: 3, name: '../b.txt', problem: 'outside' },
      { line: 4, name: 'gone.txt', problem: 'unreachable' },
    ]);
    await expect(look({ input: { kind: 'json', template: '{"a": {{b}}}' } })).rejects.toMatchObject({
      info: { code: 'table-unusable', problem: 'column-missing', column: 'b' },
    });
  });

  it('keeps one table at a time, and none once it is left', async () => {
    const { batches } = await program();
    const path = await table('plots.csv', 'id,text\n1,one\n');
    const kept = () => readdir(join(folder(), 'tables'));
    const opened = await Promise.allSettled([batches.tables.open(path, {}), batches.tables.open(path, {})]);
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await kept()).toHaveLength(1);
    await expect(batches.takeTable('another', texts)).rejects.toMatchObject({ info: { code: 'batch-gone' } });
    await batches.tables.close();
    expect(await kept()).toEqual([]);
    expect(batches.overview).toBeUndefined();
  });

  it('shows what was sent of a row, and where it came from', async () => {
    const { batches, take } = await program();
    const path = await table('plots.csv', 'id,text\n1,one\n');
    const id = await take(path, texts);
    expect(await batches.openItem(id, 0)).toMatchObject({ rowText: 'one' });
    expect(batches.pathOf(id, 0)).toBe(path);
    expect(batches.overview).toMatchObject({ table: { name: 'plots.csv', hasFiles: false } });
    expect(batches.summaries).toMatchObject([{ source: 'plots.csv' }]);
    await rm(join(folder(), 'tables', `${id}.table`));
    expect(await batches.openItem(id, 0)).toMatchObject({ input: { kind: 'gone' } });
  });

  it('keeps nothing of a table that can’t be used, nor of a list that never ran', async () => {
    const { batches, take } = await program();
    const path = await table('plots.csv', 'id,text\n1,one\n');
    const refused = take(path, { input: { kind: 'text', column: 'texts' } });
    await expect(refused).rejects.toMatchObject({ info: { code: 'table-unusable', problem: 'column-missing' } });
    expect(batches.overview).toBeUndefined();
    const headings = take(await table('empty.csv', 'id,text\n,\n'), texts);
    await expect(headings).rejects.toMatchObject({ info: { problem: 'empty' } });
    await batches.close(await take(path, texts));
    expect(await readdir(join(folder(), 'tables'))).toEqual([]);
    await writeFile(join(folder(), 'tables', 'of-a-crash.table'), 'x');
    await batches.restore();
    expect(await readdir(join(folder(), 'tables'))).toEqual([]);
  });
});
