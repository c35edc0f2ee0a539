import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FileResultStore } from '../../../../src-main/adapters/answer/result-store';
import { SameThreadFiles } from '../../../../src-main/adapters/files/file-thread';
import { GrantedInputFiles } from '../../../../src-main/adapters/input/input-files';
import { OwnInputs } from '../../../../src-main/adapters/input/own-inputs';
import { DiskOutputFiles } from '../../../../src-main/adapters/result/output-files';
import { FileUnfinishedOutputs } from '../../../../src-main/adapters/result/unfinished-outputs';
import type { Logger } from '../../../../src-main/core/ground/ports';
import { UsedResults } from '../../../../src-main/services/result/used-results';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();
const log: Logger = { info: () => undefined, warn: () => undefined, error: () => 'reference' };

function start() {
  const results = new FileResultStore(join(folder(), 'results'));
  const inputs = new GrantedInputFiles(new SameThreadFiles());
  const ownInputs = new OwnInputs(join(folder(), 'pasted'));
  const used = new UsedResults({
    answers: {
      find: async (id) => {
        const { reading, sizeBytes, receivedBytes } = await results.read(id, 'automatic');
        const addresses = { url: '', receivedUrl: '', fileName: 'leaf – cowsay.txt' };
        const result = { reading, kind: 'text', sizeBytes, receivedBytes, ...addresses } as const;
        return { serviceName: 'cowsay', inputName: 'leaf.jpg', result };
      },
      locate: (id, part) => results.locate(id, part),
    },
    files: new DiskOutputFiles(
      join(folder(), 'copies'),
      new FileUnfinishedOutputs(join(folder(), 'unfinished.json'), log),
    ),
    inputs,
    pathFor: (name) => ownInputs.pathFor(name),
  });
  return { results, inputs, used };
}

async function answerWith(results: FileResultStore, id: string, text: string): Promise<void> {
  const body = (async function* () {
    yield Buffer.from(text);
  })();
  const context = { host: 'h', contentType: '', mirroredContentType: '', writesFiles: true };
  await results.receive(id, body, context, 1e9, () => undefined);
}

it('makes a file of a result that stays when the result is deleted, and knows what it came from', async () => {
  const { results, inputs, used } = start();
  await answerWith(results, 'one', 'moo\n');
  const file = await used.use('one');
  expect(file).toMatchObject({ name: 'leaf – cowsay.txt', mediaType: 'text/plain' });
  await results.delete('one');
  const { from, origin } = await inputs.source(file.id);
  expect(from).toEqual({ run: 'one', service: 'cowsay', input: 'leaf.jpg' });
  expect(await readFile(origin.path, 'utf8')).toBe('moo');
});

it('never replaces the file of an earlier result', async () => {
  const { results, inputs, used } = start();
  await answerWith(results, 'one', 'moo\n');
  await answerWith(results, 'two', 'woof\n');
  const first = await used.use('one');
  expect(await used.use('two')).toMatchObject({ name: 'leaf – cowsay (2).txt' });
  expect(await readFile((await inputs.source(first.id)).origin.path, 'utf8')).toBe('moo');
});

it('makes none of a result that has gone', async () => {
  await expect(start().used.use('gone')).rejects.toMatchObject({ info: { code: 'result-gone' } });
});
