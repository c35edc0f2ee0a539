import { expect, it } from 'vitest';
import type { PreparedCopy } from '../../../../src-main/core/input/ports';
import { LimitedPreparation } from '../../../../src-main/services/input/limited-preparation';

const original = (path: string) => ({ path, sizeBytes: 1, modifiedMs: 1 });

/** Preparation that ends each copy when it is told to. */
function heldPreparation() {
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const prepare = (path: string) =>
    new Promise<PreparedCopy>((resolve, reject) => {
      begun.push(path);
      // What the copy is makes no difference here.
      ends.set(path, (error) => (error ? reject(error) : resolve({ mediaType: path } as PreparedCopy)));
    });
  const limited = new LimitedPreparation({ prepare: ({ path }) => prepare(path) }, 2);
  return { begun, end: (path: string, error?: Error) => ends.get(path)?.(error), limited };
}

it('makes two copies at a time, in the order in which they were asked for, also after one fails', async () => {
  const { begun, end, limited } = heldPreparation();
  const copies = ['a', 'b', 'c', 'd'].map((path) => limited.prepare(original(path), {}));
  const settled = Promise.allSettled(copies);
  expect(begun).toEqual(['a', 'b']);
  end('b', new Error('damaged'));
  await expect(copies[1]).rejects.toThrow('damaged');
  await expect.poll(() => begun).toEqual(['a', 'b', 'c']);
  end('a');
  await expect.poll(() => begun).toEqual(['a', 'b', 'c', 'd']);
  end('c');
  end('d');
  expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  const last = limited.prepare(original('e'), {});
  expect(begun.at(-1)).toBe('e');
  end('e');
  await last;
});

it('begins none that nobody waits for any more', async () => {
  const { begun, end, limited } = heldPreparation();
  const stop = new AbortController();
  const first = [limited.prepare(original('a'), {}), limited.prepare(original('b'), {})];
  const stopped = limited.prepare(original('c'), {}, stop.signal);
  const next = limited.prepare(original('d'), {});
  stop.abort();
  end('a');
  await expect(stopped).rejects.toMatchObject({ info: { code: 'cancelled' } });
  await expect.poll(() => begun).toEqual(['a', 'b', 'd']);
  end('b');
  end('d');
  await Promise.all([...first, next]);
});
