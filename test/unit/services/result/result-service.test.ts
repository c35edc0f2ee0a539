import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { DiskOutputFiles } from '../../../../src-main/adapters/result/output-files';
import { FileResultStore } from '../../../../src-main/adapters/answer/result-store';
import { FileUnfinishedOutputs } from '../../../../src-main/adapters/result/unfinished-outputs';
import { FileSaveFolderStore } from '../../../../src-main/adapters/result/save-folder-store';
import type { AnswerReading } from '../../../../src-main/core/answer/answer';
import type { InputOrigin } from '../../../../src-main/core/history/history';
import { fileMark } from '../../../../src-main/core/input/form/file-values';
import type { PreparedText } from '../../../../src-main/core/history/ports';
import type { Invocation } from '../../../../src-main/core/run/invocation';
import type { Logger } from '../../../../src-main/core/ground/ports';
import { defaultSettings } from '../../../../src-main/core/app/settings';
import { RunAnswers } from '../../../../src-main/services/result/finished-answers';
import { ResultService } from '../../../../src-main/services/result/result-service';
import { asOrdinaryUser } from '../../../fixtures/ordinary-user';
import { temporaryFolder } from '../../../fixtures/temp-dir';
import { entryOf } from '../../history-records';
import { TestPicture } from '../../../fixtures/test-picture';

const folder = temporaryFolder();
const at = '2026-01-02T03:04:05.000Z';
const context = { host: 'h', contentType: '', mirroredContentType: '', writesFiles: true };
const log: Logger = { info: () => undefined, warn: () => undefined, error: () => 'reference' };
let saving: ResultService;
let results: FileResultStore;
let files: DiskOutputFiles;
let savesProvenance: boolean;
let origin: InputOrigin | undefined;
let typed: PreparedText;
const invocations = new Map<string, Invocation>();

beforeEach(() => {
  results = new FileResultStore(join(folder(), 'results'));
  const unfinished = new FileUnfinishedOutputs(join(folder(), 'unfinished.json'), log);
  files = new DiskOutputFiles(join(folder(), 'copies'), unfinished);
  savesProvenance = false;
  origin = undefined;
  typed = { kind: 'text', text: 'The oak is old.' };
  saving = start();
});

function start(): ResultService {
  const history = {
    find: async (id: string) => ({ entry: entryOf(id, { serviceName: 'cowsay' }), ...(origin && { origin }) }),
  };
  const texts = { typedText: async () => typed };
  return new ResultService({
    answers: new RunAnswers({ invocations: { get: (id) => invocations.get(id) }, results, history, texts, files }),
    folders: new FileSaveFolderStore(join(folder(), 'save-folders.json')),
    files,
    settings: { get: async () => ({ ...defaultSettings, savesProvenance }) },
    appVersion: '1.2.3',
    log,
  });
}

/** An invocation that has ended with this answer. */
async function finished(
  id: string,
  body: string,
  fileName = 'leaf – cowsay.txt',
  more: Partial<AnswerReading> = {},
  claimedBytes?: number,
): Promise<void> {
  const stream = (async function* () {
    yield Buffer.from(body);
  })();
  const { reading, sizeBytes, receivedBytes } = await results.receive(id, stream, context, 1e9, () => undefined);
  const addresses = { url: '', receivedUrl: '', fileName };
  const result = {
    reading: { ...reading, ...more },
    kind: 'text',
    sizeBytes: claimedBytes ?? sizeBytes,
    receivedBytes,
    ...addresses,
  } as const;
  const base = {
    id,
    profileId: 'lab',
    serviceName: 'cowsay',
    inputName: 'leaf.jpg',
    startedAt: at,
    elapsedMs: 3_000,
    stateMs: 0,
  };
  invocations.set(id, { ...base, attempt: 1, state: { status: 'finished', result, finishedAt: at } });
}

describe('saving to the folder of the service', () => {
  it('needs a folder that a result of it was saved to, also before the last start', async () => {
    await finished('one', 'moo\n');
    expect(await saving.saveToFolder('one')).toBeUndefined();
    await mkdir(join(folder(), 'Field work'));
    await saving.save('one', 'payload', join(folder(), 'Field work', 'first.txt'));
    expect(await start().saveFolderName('one')).toBe('Field work');
    expect(await start().saveToFolder('one')).toEqual({ name: 'leaf – cowsay.txt', folder: 'Field work' });
    expect(await readFile(join(folder(), 'Field work', 'leaf – cowsay.txt'), 'utf8')).toContain('moo');
  });

  it('replaces no file, and shows the one it made', async () => {
    const place = join(folder(), 'Pictures');
    await mkdir(place);
    await finished('one', 'moo\n');
    await saving.save('one', 'payload', join(place, 'leaf – cowsay.txt'));
    await writeFile(join(place, 'leaf – cowsay.txt'), 'precious');
    const saved = await Promise.all([saving.saveToFolder('one'), saving.saveToFolder('one')]);
    expect(saved.map((file) => file?.name).sort()).toEqual(['leaf – cowsay (2).txt', 'leaf – cowsay (3).txt']);
    expect(await readFile(join(place, 'leaf – cowsay.txt'), 'utf8')).toBe('precious');
    expect(saving.savedPath('one')).toMatch(/\([23]\)\.txt$/);
  });

  it('leaves nothing behind when the result has gone', async () => {
    const place = join(folder(), 'Pictures');
    await mkdir(place);
    await finished('one', 'moo\n');
    await saving.save('one', 'payload', join(place, 'first.txt'));
    await results.delete('one');
    await expect(saving.saveToFolder('one')).rejects.toMatchObject({ info: { code: 'result-gone' } });
    expect(await readdir(place)).toEqual(['first.txt']);
  });

  it('says so when the folder has gone, or takes no files', async () => {
    const place = join(folder(), 'Stick');
    await mkdir(place);
    await finished('one', 'moo\n');
    await saving.save('one', 'payload', join(place, 'first.txt'));
    await chmod(folder(), 0o755);
    await chmod(place, 0o555);
    await asOrdinaryUser(async () => {
      await expect(saving.saveToFolder('one')).rejects.toMatchObject({ info: { code: 'permission-denied' } });
    });
    await chmod(place, 0o755);
    await rm(place, { recursive: true });
    await expect(saving.saveToFolder('one')).rejects.toMatchObject({
      info: { code: 'folder-gone', folder: basename(place) },
    });
  });

  it('saves all the same when the folder can’t be remembered', async () => {
    await finished('one', 'moo\n');
    await mkdir(join(folder(), 'save-folders.json'));
    expect(await saving.save('one', 'payload', join(folder(), 'moo.txt'))).toMatchObject({ name: 'moo.txt' });
    expect(await saving.saveFolderName('one')).toBeUndefined();
  });
});

describe('the note beside a saved result', () => {
  const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
  const noteOf = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder(), `${name}.provenance.json`), 'utf8'));

  it('is written only when the user wants it, and only for results', async () => {
    await finished('one', 'moo\n');
    await saving.save('one', 'payload', join(folder(), 'plain.txt'));
    savesProvenance = true;
    await saving.save('one', 'received', join(folder(), 'received.txt'));
    expect((await readdir(folder())).filter((name) => name.includes('provenance'))).toEqual([]);
  });

  it('holds the hashes of the typed text and of the result', async () => {
    savesProvenance = true;
    await finished('one', 'moo\n');
    await saving.save('one', 'payload', join(folder(), 'moo.txt'));
    const saved = await readFile(join(folder(), 'moo.txt'), 'utf8');
    expect(await noteOf('moo.txt')).toMatchObject({
      service: 'cowsay',
      app: 'OSCAR Desktop 1.2.3',
      input: { sizeBytes: 15, sha256: sha256('The oak is old.') },
      output: { name: 'moo.txt', sizeBytes: saved.length, sha256: sha256(saved) },
    });
  });

  it('holds the hash of an input file only as long as it is the one that was sent', async () => {
    savesProvenance = true;
    const path = join(folder(), 'leaf.jpg');
    await writeFile(path, 'leaf!');
    origin = { path, modifiedMs: (await stat(path)).mtimeMs, sizeBytes: 5 };
    await finished('one', 'moo\n');
    await saving.save('one', 'payload', join(folder(), 'moo.txt'));
    expect(await noteOf('moo.txt')).toMatchObject({ input: { name: 'leaf.jpg', sha256: sha256('leaf!') } });
    await writeFile(path, 'another leaf');
    await saving.save('one', 'payload', join(folder(), 'moo.txt'));
    expect(await noteOf('moo.txt')).toMatchObject({ input: { name: 'leaf.jpg', sizeBytes: 5 } });
    expect(await readFile(join(folder(), 'moo.txt.provenance.json'), 'utf8')).not.toContain(sha256('another leaf'));
  });
});

describe('the note of a result that went elsewhere', () => {
  it('is never replaced by that of a new result of the same name', async () => {
    savesProvenance = true;
    await finished('one', 'moo\n');
    await saving.save('one', 'payload', join(folder(), 'first.txt'));
    await writeFile(join(folder(), 'leaf – cowsay.txt.provenance.json'), 'of a result that was moved');
    expect(await saving.saveToFolder('one')).toMatchObject({ name: 'leaf – cowsay.txt' });
    await rm(join(folder(), 'first.txt'));
    await saving.save('one', 'payload', join(folder(), 'first.txt'));
    await saving.save('one', 'payload', join(folder(), 'first.txt'));
    expect((await readdir(folder())).filter((name) => name.includes('provenance')).sort()).toEqual([
      'first.txt.provenance (2).json',
      'first.txt.provenance.json',
      'leaf – cowsay.txt.provenance (2).json',
      'leaf – cowsay.txt.provenance.json',
    ]);
    expect(await readFile(join(folder(), 'leaf – cowsay.txt.provenance.json'), 'utf8')).toContain('moved');
  });
});

describe('opening in the system’s own program', () => {
  it('hands over a copy that can’t be changed, each time a new one', async () => {
    await finished('one', 'moo\n');
    const path = await saving.copyToOpen('one');
    expect(path).toMatch(/leaf – cowsay\.txt$/);
    expect(await readFile(path, 'utf8')).toContain('moo');
    expect((await stat(path)).mode & 0o777).toBe(0o444);
    expect(await saving.copyToOpen('one')).not.toBe(path);
    await files.removeCopies();
    expect(await readdir(folder())).not.toContain('copies');
  });

  it.each(['text/html', 'image/svg+xml', 'application/x-msdownload', 'application/octet-stream'])(
    'refuses %s, which could hold something to run',
    async (mediaType) => {
      await finished('one', 'moo\n', 'leaf – cowsay.bin', { mediaType });
      const refusal = { info: { code: 'not-openable', file: 'leaf – cowsay.bin' } };
      await expect(saving.copyToOpen('one')).rejects.toMatchObject(refusal);
      expect(await readdir(folder())).not.toContain('copies');
    },
  );
});

describe('copying and dragging', () => {
  it('copies text in its encoding', async () => {
    const latin = Buffer.from('niño de roble\n', 'latin1').toString('base64');
    await finished('one', `${latin}\n`);
    expect(await saving.contentToCopy('one')).toEqual({ form: 'text', text: 'niño de roble\n' });
  });

  it('copies a picture, but none that declares more pixels than there is memory', async () => {
    const png = Buffer.from(await new TestPicture({ width: 3, height: 2, color: 0x3a8f2dff }).getBuffer('image/png'));
    await finished('small', `${png.toString('base64')}\n`, 'leaf.png');
    const content = await saving.contentToCopy('small');
    expect(content.form === 'image' && Buffer.from(content.bytes).equals(png)).toBe(true);
    png.writeUInt32BE(60_000, 16);
    png.writeUInt32BE(60_000, 20);
    await finished('huge', `${png.toString('base64')}\n`, 'leaf.png');
    await expect(saving.contentToCopy('huge')).rejects.toMatchObject({
      info: { code: 'too-large-to-copy', file: 'leaf.png', limit: 'pixels' },
    });
  });

  it('refuses what is no text and no picture, and what is too large', async () => {
    await finished('one', 'moo\n', 'leaf.wav', { mediaType: 'audio/wav' });
    await expect(saving.contentToCopy('one')).rejects.toMatchObject({ info: { code: 'not-copyable' } });
    await finished('long', 'moo '.repeat(2_500_001));
    await expect(saving.contentToCopy('long')).rejects.toMatchObject({
      info: { code: 'too-large-to-copy', limit: 'bytes', most: 10e6 },
    });
  });

  it('drags a copy under the result’s own name, of up to 200 MB', async () => {
    await finished('one', 'moo\n');
    const path = await saving.copyToDrag('one');
    expect(path).toMatch(/leaf – cowsay\.txt$/);
    expect(await readFile(path, 'utf8')).toContain('moo');
    await finished('one', 'moo\n', 'leaf – cowsay.txt', {}, 200e6 + 1);
    await expect(saving.copyToDrag('one')).rejects.toMatchObject({ info: { code: 'too-large-to-drag' } });
  });
});

describe('the run as a command', () => {
  it('holds the typed text, and decodes what came as base64', async () => {
    await finished('one', `${Buffer.from('%PDF-1.4 leaf').toString('base64')}\n`, 'leaf – cowsay.pdf');
    const command = await saving.command('one', 'curl');
    expect(command).toContain(`printf %s 'The oak is old.'`);
    expect(command).toMatch(/\| base64 --decode \\\n {2}> '\.\/leaf – cowsay\.pdf'/);
  });

  it('reads JSON from a file where the base64 of files was sent in it, of which the text has only marks', async () => {
    await finished('one', 'moo\n');
    typed = { kind: 'json', text: `{"photo": "${fileMark('01234567-89ab-4cde-8f01-23456789abcd')}"}` };
    expect(await saving.command('one', 'curl')).not.toContain('oscar-file');
    savesProvenance = true;
    await saving.save('one', 'payload', join(folder(), 'moo.txt'));
    expect(JSON.parse(await readFile(join(folder(), 'moo.txt.provenance.json'), 'utf8'))).not.toHaveProperty('input');
  });

  it('takes the lines of a log off before it decodes', async () => {
    await finished('one', 'moo\n', 'leaf – cowsay.pdf', {
      encoding: 'base64',
      logLineCount: 3,
      payloadRange: { start: 2, end: 3 },
    });
    const command = await saving.command('one', 'curl');
    expect(command).toMatch(/supervisor[^]*base64 --decode[^]*> '\.\/leaf – cowsay\.pdf'/);
  });
});
