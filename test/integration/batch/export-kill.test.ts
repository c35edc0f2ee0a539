import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { copyRecordName } from '../../../src-main/adapters/batch/export/copy-folder';
import { FileBatchJournals } from '../../../src-main/adapters/batch/journal-file';
import { readCheckedLines } from '../../../src-main/adapters/files/checked-lines';
import { SameThreadFiles } from '../../../src-main/adapters/files/file-thread';
import { parseCopyEntry } from '../../../src-main/core/batch/export/copies';
import { exportedList, labelledFiles } from '../../fixtures/exported-list';
import { buildProgram } from '../../fixtures/build-program';
import { buildFileWorker } from '../../fixtures/file-worker';
import { filesBelow } from '../../fixtures/file-tree';
import { seededRandom } from '../../fixtures/seeded-random';
import { temporaryFolder } from '../../fixtures/temp-dir';

// `npm run test:kill` runs more rounds than there is time for in every run of the tests.
const kills = Number(process.env['SORT_KILLS'] ?? 3);
const count = Number(process.env['SORT_FILES'] ?? 60);
const seed = Number(process.env['BATCH_SEED'] ?? 20_260);
const folder = temporaryFolder();

/** Writes the journal of a list that was interrupted before its first item. */
async function recordList(journals: FileBatchJournals): Promise<void> {
  const plan = {
    ...{ profileId: 'lab', serviceName: 'animals', outputFolder: join(folder(), 'results'), template: '{name}' },
    collision: 'skip',
  } as const;
  const journal = await journals.open('list');
  journal.append({ is: 'batch', version: 1, id: 'list', startedAt: '2026-03-01T08:00:00.000Z', plan });
  for (let item = 0; item < count; item += 1) {
    journal.append({ is: 'item', item, base: folder(), path: `card/${item}.png`, sizeBytes: 1 });
  }
  await journal.close();
}

/** The paths of all copies in a folder. Empty files that only reserve a name, and half copied files, are left out. */
async function copiesIn(sorted: string): Promise<readonly string[]> {
  const files = Object.entries(await filesBelow(sorted));
  return files.filter(([way, content]) => !/^\.oscar|^copied-files/.test(way) && content !== '').map(([way]) => way);
}

/** The paths in the record of a folder. */
async function recordedIn(sorted: string): Promise<ReadonlySet<string>> {
  const ways = new Set<string>();
  for await (const value of readCheckedLines(join(sorted, copyRecordName))) {
    const entry = parseCopyEntry(value);
    if (entry?.is === 'copy') ways.add(entry.to);
  }
  return ways;
}

it(
  'loses no mark, copies nothing twice and takes all copies away again, wherever it is killed',
  { timeout: 1_800_000 },
  async () => {
    const random = seededRandom(seed);
    const program = await buildProgram('sorting-program', join(folder(), 'program'));
    await buildFileWorker(join(folder(), 'program'));
    const sorted = join(folder(), 'sorted');
    await mkdir(sorted);
    const journals = new FileBatchJournals(join(folder(), 'journals'), new SameThreadFiles());
    await recordList(journals);

    for (let kill = 0; kill <= kills; kill += 1) {
      const running = spawn(process.execPath, [program, folder(), String(count)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(running, 'exit');
      let kept = 0;
      const wanted = kill === kills ? Infinity : Math.floor(random() * count * 0.8);
      await new Promise<void>((resolve) => {
        running.stdout.on('data', (lines: Buffer) => {
          kept += lines.toString().split('\n').length - 1;
          if (kept > wanted) resolve();
        });
        running.once('exit', () => resolve());
      });
      if (kill < kills) {
        // The program is killed at a random moment: it can be between any two steps of any copy and any mark.
        await Promise.race([delay(random() * 25), ended]);
        running.kill('SIGKILL');
      }
      const [code] = await ended;
      if (kill === kills) expect(code).toBe(0);
      const [journal] = await journals.list();
      const list = journal && (await journals.read(journal.id));
      const labels = list?.items.all.slice(0, kept).map(({ mark }) => mark?.label);
      expect(labels).toEqual(Array.from({ length: kept }, (_, item) => `label ${item}`));
      // The record has to know every copy, whenever the kill came. An unknown copy could never be removed by the program.
      const recorded = await recordedIn(sorted);
      for (const way of await copiesIn(sorted)) expect(recorded).toContain(way);
    }

    const expected = Object.entries(labelledFiles(count)).flatMap(([way, { content = '', labels }]) =>
      labels.map((label): readonly [string, string] => [way.replace('card', label), String(content)]),
    );
    const copies = Object.entries(await filesBelow(sorted)).filter(([way]) => !/^\.oscar|^copied-files/.test(way));
    expect(copies).toEqual(expected.sort(([one], [other]) => one.localeCompare(other)));
    const { exports } = await exportedList(folder(), labelledFiles(count));
    expect(await exports.undo('list', sorted)).toEqual({ removed: expected.length, changed: 0, lastOnes: 0 });
    expect(
      Object.keys(await filesBelow(sorted)).filter((way) => !/^\.oscar-desktop-copies$|^copied-files/.test(way)),
    ).toEqual([]);
  },
);
