import { describe, expect, it, vi } from 'vitest';
import type { ByteSource } from '../../../../src-main/core/ground/ports';
import type { FileSource, InputPreparation } from '../../../../src-main/core/input/ports';
import type { Prepared } from '../../../../src-main/core/input/preparation';
import { inlineLimitBytes } from '../../../../src-main/core/job/job';
import { bytesToSend } from '../../../../src-main/services/job/small-input';

const preparation = { picture: { quality: 88 } };
const origin = { path: '/photos/fox.jpg', sizeBytes: 5, modifiedMs: 1 };
const noCopies: InputPreparation = { prepare: () => Promise.reject(new Error('no copy is wanted')) };

/** A source that reads a text in chunks, all in the same memory as a file is read. */
function source(text: string, sizeBytes = text.length): ByteSource {
  return {
    sizeBytes,
    async *open() {
      const memory = new Uint8Array(2);
      for (let at = 0; at < text.length; at += memory.length) {
        const part = new TextEncoder().encode(text.slice(at, at + memory.length));
        memory.set(part);
        yield memory.subarray(0, part.length);
      }
    },
  };
}

function file(text: string): FileSource {
  return { ...source(text), name: 'fox.jpg', mediaType: 'image/jpeg', url: 'oscar-app://input/1', origin };
}

const prepared: Prepared = {
  format: 'jpeg',
  width: 1,
  height: 1,
  sizeBytes: 4,
  sha256: '0'.repeat(64),
  original: { width: 2, height: 2 },
  removed: [],
};

/** Copies that say how often one was released. */
function copiesOf(text: string, sizeBytes?: number) {
  const release = vi.fn(async () => undefined);
  const asked: unknown[] = [];
  const copies: InputPreparation = {
    async prepare(...wanted) {
      asked.push(wanted);
      return { ...source(text, sizeBytes), mediaType: 'image/jpeg', prepared, release };
    },
  };
  return { copies, asked, release };
}

describe('the bytes of a job', () => {
  it('are those of the input, however they are read', async () => {
    const { bytes, ...rest } = await bytesToSend(source('a fox'), { kind: 'text', text: 'a fox' }, noCopies);
    expect(new TextDecoder().decode(bytes)).toBe('a fox');
    expect(rest).toEqual({});
  });

  it('are those of the file if no copy is wanted', async () => {
    const { bytes } = await bytesToSend(file('a fox'), { kind: 'file', fileId: '1' }, noCopies);
    expect(new TextDecoder().decode(bytes)).toBe('a fox');
  });

  it('are those of the copy if one is wanted, which is released afterwards', async () => {
    const { copies, asked, release } = copiesOf('copy');
    const input = { kind: 'file', fileId: '1', preparation } as const;
    const { bytes, prepared: told } = await bytesToSend(file('a fox'), input, copies);
    expect(new TextDecoder().decode(bytes)).toBe('copy');
    expect(told).toBe(prepared);
    expect(asked).toEqual([[origin, preparation]]);
    expect(release).toHaveBeenCalledTimes(1);
  });

  it('may have the largest size, and not one more', async () => {
    const text = 'x'.repeat(inlineLimitBytes);
    const { bytes } = await bytesToSend(source(text), { kind: 'text', text }, noCopies);
    expect(bytes).toHaveLength(inlineLimitBytes);
    const tooLarge = bytesToSend(source('', inlineLimitBytes + 1), { kind: 'text', text: '' }, noCopies);
    await expect(tooLarge).rejects.toMatchObject({
      info: { code: 'too-large-for-background', sizeBytes: inlineLimitBytes + 1, limitBytes: inlineLimitBytes },
    });
  });

  it('release a copy that is too large', async () => {
    const { copies, release } = copiesOf('', inlineLimitBytes + 1);
    const input = { kind: 'file', fileId: '1', preparation } as const;
    await expect(bytesToSend(file('a fox'), input, copies)).rejects.toMatchObject({
      info: { code: 'too-large-for-background' },
    });
    expect(release).toHaveBeenCalledTimes(1);
  });
});
