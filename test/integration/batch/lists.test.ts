import { afterEach, describe, expect, it } from 'vitest';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { datedFolderName } from '../../../src-main/core/batch/names';
import { batchStage, HastyClock, type BatchStage } from '../../fixtures/batch';
import { filesBelow, writeFiles } from '../../fixtures/file-tree';
import { startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
const stages: ReturnType<typeof batchStage>[] = [];
let server: OscarServer;

afterEach(async () => {
  await Promise.all(stages.splice(0).map(({ batches }) => batches.suspend()));
  await server.close();
});

/** The program, or the program once more on what it left. */
async function program(more: Partial<BatchStage> = {}) {
  if (stages.length === 0) server = await startOscarServer();
  const { endpoint, token } = server;
  const built = batchStage({ folder: folder(), endpoint, token, clock: new HastyClock(), ...more });
  stages.push(built);
  const inputs = join(folder(), 'Meadow');
  return {
    ...built,
    inputs,
    async run(files: Readonly<Record<string, string>>) {
      await writeFiles(inputs, files);
      const id = await built.prepare(inputs);
      await built.batches.start(id, false);
      await built.finished();
      return id;
    },
  };
}

describe('a folder of its own', () => {
  const named = datedFolderName(new Date().toISOString(), 'echo');

  it('is made when the list begins, holds its results and its report, and is no other list’s', async () => {
    const { batches, prepare, inputs, results, run, finished } = await program({ inDatedFolder: true });
    await writeFiles(inputs, { 'a.txt': 'one', 'b.txt': 'two' });
    const id = await prepare(inputs);
    expect(batches.overview?.outputFolder).toEqual(['results', named]);
    await expect(readdir(results)).rejects.toThrow();
    await batches.start(id, false);
    await finished();
    expect(batches.overview).toMatchObject({ outputFolder: ['results', named], inDatedFolder: false });

    await run({ 'a.txt': 'one', 'b.txt': 'two' });
    expect((await readdir(results)).sort()).toEqual([named, `${named}-2`]);
    for (const name of await readdir(results)) {
      const found = await filesBelow(join(results, name));
      expect(found).toMatchObject({ 'Meadow/a – echo.txt': 'one', 'Meadow/b – echo.txt': 'two' });
      expect(Object.keys(found)).toContain('report.csv');
    }
  });

  it('is not needed where the user names one, now and for the next list', async () => {
    const { batches, prepare, inputs, results, finished } = await program({ inDatedFolder: true });
    await writeFiles(inputs, { 'a.txt': 'one' });
    const id = await prepare(inputs);
    await batches.changeOutputFolder(id, join(folder(), 'mine'));
    await batches.start(id, false);
    await finished();
    expect(Object.keys(await filesBelow(join(folder(), 'mine')))).toContain('Meadow/a – echo.txt');
    await batches.take([inputs]);
    expect(batches.overview).toMatchObject({ outputFolder: [expect.anything(), 'mine'], inDatedFolder: false });
    await expect(readdir(results)).rejects.toThrow();
  });

  it('is the one the list goes on with after a restart', async () => {
    const first = await program({ inDatedFolder: true });
    await writeFiles(first.inputs, { 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'three', 'd.txt': 'four' });
    const id = await first.prepare(first.inputs);
    await first.batches.start(id, true);
    await first.until(({ phase }) => phase.status === 'sampled');
    await first.batches.suspend();

    const { batches, finished, results } = await program();
    await batches.restore();
    await batches.start(id, false);
    await finished();
    expect(await readdir(results)).toEqual([named]);
    expect(Object.keys(await filesBelow(join(results, named)))).toContain('Meadow/d – echo.txt');
  });

  it('may lie beside folders of other lists whose results are sent', async () => {
    const { batches, prepare, finished, results } = await program({ inDatedFolder: true });
    await writeFiles(join(results, named), { 'a.txt': 'one', 'b.txt': 'two' });
    const id = await prepare(join(results, named, 'a.txt'), join(results, named, 'b.txt'));
    await batches.start(id, false);
    await finished();
    expect(Object.keys(await filesBelow(join(results, `${named}-2`)))).toContain('a – echo.txt');
  });
});
