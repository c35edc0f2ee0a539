import { appendFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { FileBatchJournals } from '../../../src-main/adapters/batch/journal-file';
import { SameThreadFiles } from '../../../src-main/adapters/files/file-thread';
import { isInLine } from '../../../src-main/core/batch/phase';
import { stillMs } from '../../../src-main/core/watch/arrivals';
import { completeMs, wakeMs, type Watch } from '../../../src-main/core/watch/watch';
import { FolderWatch } from '../../../src-main/services/watch/folder-watch';
import { WatchLists } from '../../../src-main/services/watch/watch-lists';
import { NoWaitClock, setUpBatches } from '../../fixtures/batch';
import { filesBelow, writeFiles } from '../../fixtures/file-tree';
import { echo, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { seededRandom } from '../../fixtures/seeded-random';
import { temporaryFolder } from '../../fixtures/temp-dir';
import { watchParts, watchPlan } from '../../fixtures/watch';

const folder = temporaryFolder();
const photos = 500;
const seed = Number(process.env['OSCAR_DESKTOP_SEED'] ?? 5);
let server: OscarServer;
let running: ReturnType<typeof start> | undefined;

afterEach(async () => {
  await running?.end();
  await server.close();
});

/** Starts the program, or starts it again with what is on disk. */
function start(card: string, id: string) {
  const { endpoint, token } = server;
  const setup = setUpBatches({ folder: folder(), endpoint, token, clock: new NoWaitClock(), maxScale: 8 });
  const { parts, clock, errors } = watchParts(folder(), new WatchLists(setup.batches));
  const definition: Watch = {
    id: 'camera',
    folder: card,
    plan: watchPlan(join(card, 'results')),
    endings: ['jpg'],
    since: clock.now(),
    isPaused: false,
  };
  const watch = new FolderWatch({ ...parts, newListId: () => id }, definition);
  const end = async () => {
    await watch.close();
    await setup.batches.suspend();
    running = undefined;
  };
  return { ...setup, watch, clock, watchErrors: errors, end };
}

it(
  `runs each of ${photos} photos of a night once, whatever becomes of them meanwhile`,
  { timeout: 60_000 },
  async () => {
    server = await startOscarServer({ services: { echo: echo() } });
    const random = seededRandom(seed);
    const card = join(folder(), 'card');
    await writeFiles(card, { 'IMG_0000.jpg': 'photo 0' });
    const names: string[] = ['IMG_0000.jpg'];
    /** What is written so far of files that grow, and what is still to come. */
    const growing = new Map<string, string>();
    let came = 1;
    const comes = async () => {
      const content = `photo ${came}`;
      const name = `IMG_${String(came).padStart(4, '0')}.jpg`;
      const way = random() < 0.3 ? `DCIM/10${Math.floor(random() * 3)}MEDIA/${name}` : name;
      came += 1;
      if (random() < 0.3) {
        await writeFiles(card, { [way]: content.slice(0, 3) });
        growing.set(way, content.slice(3));
        return;
      }
      if (random() < 0.3) {
        await writeFiles(card, { [`${way}.part`]: content });
        await rename(join(card, `${way}.part`), join(card, way));
      } else await writeFiles(card, { [way]: content });
      names.push(way);
    };
    /** Something of each file that grows is written before the next look. */
    const goOn = async () => {
      for (const [way, rest] of [...growing]) {
        const more = random() < 0.5 ? rest.slice(0, 1) : rest;
        await appendFile(join(card, way), more);
        growing.set(way, rest.slice(more.length));
        if (more !== rest) continue;
        growing.delete(way);
        names.push(way);
      }
    };
    const pick = () => Math.floor(random() * names.length);
    const isRenamed = async () => {
      const at = pick();
      const to = `renamed ${came} ${at}.jpg`;
      await rename(join(card, names[at] ?? ''), join(card, to));
      names[at] = to;
    };
    const isCopied = () =>
      filesBelow(card).then((files) => writeFile(join(card, `copy ${came}.jpg`), files[names[pick()] ?? ''] ?? ''));

    let program = (running = start(card, 'first'));
    const { clock } = program;
    const journals = new FileBatchJournals(join(folder(), 'journals'), new SameThreadFiles());
    let underWay = 0;
    const restart = async (id: string) => {
      await program.end();
      // What is at the cluster when the program ends is sent once more.
      for (const { id: list } of await journals.list()) underWay += (await journals.read(list)).begun.size;
      program = running = start(card, id);
      // The clock of the new program is behind: a day later is a day later than before.
      program.clock.set(Date.parse(clock.now()) - Date.parse(program.clock.now()));
      await program.batches.restore();
    };
    const look = async () => {
      program.clock.pass(2_000);
      await program.watch.look();
    };
    while (came < photos || growing.size > 0) {
      for (let more = random() * 6; more > 0 && came < photos; more -= 1) await comes();
      await goOn();
      if (random() < 0.3) await isRenamed();
      if (random() < 0.1) await isCopied();
      if (random() < 0.05)
        await writeFiles(card, { '.hidden.jpg': `h${came}`, 'notes.txt': `n${came}`, 'Thumbs.db': 't' });
      if (random() < 0.03) program.clock.sleep(3_600_000);
      if (random() < 0.05) await isAway();
      if (came > photos / 2 && program.watch.overview.list === 'first') {
        clock.set(24 * 3_600_000);
        await restart('second');
      }
      await look();
    }

    async function isAway(): Promise<void> {
      await rename(card, join(folder(), 'taken out'));
      await look();
      expect(program.watch.overview.status.is).toBe('away');
      await rename(join(folder(), 'taken out'), card);
    }

    program.clock.pass(completeMs);
    const isIdle = () => program.batches.summaries.every(({ phase }) => !isInLine(phase.status));
    const isDone = () => program.batches.summaries.every(({ phase }) => phase.status === 'finished');
    for (let rest = 1; rest > 0 || !isDone(); rest = program.watch.overview.arriving) {
      for (const ms of [wakeMs, stillMs]) {
        program.clock.pass(ms);
        await program.watch.look();
      }
      await program.untilLists(isIdle);
    }
    expect(program.watch.overview).toMatchObject({ taken: photos, arriving: 0, status: { is: 'watching' } });
    await program.watch.endLists();
    const results = await filesBelow(join(card, 'results'));
    const answers = Object.entries(results).filter(([way]) => way.endsWith('– echo.txt'));
    const contents = answers.map(([, content]) => content).sort();
    expect(contents).toEqual(Array.from({ length: photos }, (_, at) => `photo ${at}`).sort());
    const sent = server.requests.filter(({ path }) => path === '/run/echo').length;
    expect(sent).toBeGreaterThanOrEqual(photos);
    expect(sent).toBeLessThanOrEqual(photos + underWay);
    expect([...program.errors, ...program.watchErrors]).toEqual([]);
  },
);
