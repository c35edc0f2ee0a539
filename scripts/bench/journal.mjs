// Measures the journal of a batch alone, inside the app's own runtime. Arguments: the folder of the bundled journal, one to write to. Prints
// milliseconds an item: with eight items under way, and of one line that is written and synced for each.
import { open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { alternately, seconds } from './measure.mjs';

const [program, folder] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const { FileBatchJournals } = require(join(program, 'journal-file.cjs'));
const { WorkerFileThread } = require(join(program, 'file-thread.cjs'));
const thread = new WorkerFileThread(join(program, 'file-worker.cjs'));
const items = 2000;
const atOnce = 8;
const result = { folder, output: 'Meadow/leaf – plants.json', sizeBytes: 20_000, sha256: 'a'.repeat(64) };
const read = { mediaType: 'application/json', verdict: 'result' };
const received = {
  is: 'received',
  result: { ...result, ...read },
  seconds: 1,
  attempts: 1,
  inputSha256: 'b'.repeat(64),
};

let run = 0;
const millisecondsAnItem = async (action) => ((await seconds(action)) * 1000) / items;
const costs = await alternately(5, {
  journal: () =>
    millisecondsAnItem(async () => {
      run += 1;
      const journal = await new FileBatchJournals(folder, thread).open(`run-${run}`);
      let next = 0;
      const work = async () => {
        for (let item = next++; item < items; item = next++) {
          journal.append({ is: 'begun', item, stem: 'Meadow/leaf – plants' });
          await journal.synced();
          journal.append({ ...received, item });
          await journal.synced();
          journal.append({ is: 'done', item });
        }
      };
      await Promise.all(Array.from({ length: atOnce }, work));
      await journal.close();
    }),
  line: () =>
    millisecondsAnItem(async () => {
      const file = await open(join(folder, 'lines'), 'a');
      for (let item = 0; item < items; item += 1) {
        await file.appendFile(`${JSON.stringify({ item })}\n`);
        await file.datasync();
      }
      await file.close();
    }),
});
console.log(JSON.stringify(costs));
