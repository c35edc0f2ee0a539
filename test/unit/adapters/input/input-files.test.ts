import { execFileSync } from 'node:child_process';
import { appendFile, chmod, mkdir, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SameThreadFiles } from '../../../../src-main/adapters/files/file-thread';
import { GrantedInputFiles } from '../../../../src-main/adapters/input/input-files';
import { readInputUrl } from '../../../../src-main/core/result/local-address';
import type { ByteSource } from '../../../../src-main/core/ground/ports';
import { asOrdinaryUser } from '../../../fixtures/ordinary-user';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const never = new AbortController().signal;

async function bytesOf(source: ByteSource, afterFirst?: () => Promise<unknown>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.open(never)) {
    if (chunks.length === 0) await afterFirst?.();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

describe('GrantedInputFiles', () => {
  const folder = temporaryFolder();
  const inputs = new GrantedInputFiles(new SameThreadFiles());
  const make = async (name: string, content: string | Uint8Array) => {
    const path = join(folder(), name);
    await writeFile(path, content);
    return path;
  };

  it('grants a file by id, with its name, size and type', async () => {
    const path = await make('ñandú 100% #1.txt', 'hello');
    const granted = await inputs.grant(path);
    expect(granted).toMatchObject({ name: 'ñandú 100% #1.txt', sizeBytes: 5, mediaType: 'text/plain' });
    expect(JSON.stringify(granted)).not.toContain(folder());
    expect((await bytesOf(await inputs.source(granted.id))).toString()).toBe('hello');
  });

  it('reads the same bytes again for another attempt', async () => {
    const granted = await inputs.grant(await make('a.bin', Buffer.alloc(3_000_000, 7)));
    const source = await inputs.source(granted.id);
    expect((await bytesOf(source)).equals(await bytesOf(source))).toBe(true);
  });

  it('sends a small file as it was when it was asked for, whatever happens to it later', async () => {
    const path = await make('note.txt', 'first');
    const { id } = await inputs.grant(path);
    const source = await inputs.source(id);
    await writeFile(path, 'second');
    expect((await bytesOf(source)).toString()).toBe('first');
    await rm(path);
    expect((await bytesOf(source)).toString()).toBe('first');
  });

  it.each([1, 2 ** 20, 2 ** 20 + 1])('reads a file of %i bytes whole', async (sizeBytes) => {
    const content = Buffer.from(Array.from({ length: sizeBytes }, (_, at) => at % 251));
    const source = await inputs.source((await inputs.grant(await make('a.bin', content))).id);
    expect(source.sizeBytes).toBe(sizeBytes);
    expect((await bytesOf(source)).equals(content)).toBe(true);
  });

  it.each([
    ['empty', async () => make('empty', '')],
    ['gone', async () => join(folder(), 'missing.png')],
    [
      'folder',
      async () => {
        await mkdir(join(folder(), 'inside'));
        return join(folder(), 'inside');
      },
    ],
    [
      'not-a-file',
      async () => {
        execFileSync('mkfifo', [join(folder(), 'pipe')]);
        return join(folder(), 'pipe');
      },
    ],
  ])('refuses what is %s', async (problem, path) => {
    await expect(inputs.grant(await path())).rejects.toMatchObject({ info: { code: 'file-unreadable', problem } });
  });

  it('refuses what may not be read', async () => {
    const path = await make('closed', 'x');
    await chmod(folder(), 0o755);
    await chmod(path, 0o000);
    await asOrdinaryUser(() =>
      expect(inputs.grant(path)).rejects.toMatchObject({ info: { code: 'file-unreadable', problem: 'denied' } }),
    );
  });

  it('says that a file went away after it was granted', async () => {
    const path = await make('leaf.png', 'x');
    const granted = await inputs.grant(path);
    await rm(path);
    await expect(inputs.source(granted.id)).rejects.toMatchObject({
      info: { code: 'file-unreadable', file: 'leaf.png', problem: 'gone' },
    });
  });

  it.each([
    ['grows', (path: string) => appendFile(path, 'more')],
    ['is cut', (path: string) => truncate(path, 10)],
    [
      'is replaced',
      async (path: string) => {
        await writeFile(`${path}.new`, Buffer.alloc(5_000_000, 2));
        await rename(`${path}.new`, path);
      },
    ],
  ])('does not pass off as whole a file that %s before or while it is read', async (_what, change) => {
    const path = await make('photo.raw', Buffer.alloc(5_000_000, 1));
    const granted = await inputs.grant(path);
    const before = await inputs.source(granted.id);
    await change(path);
    await expect(bytesOf(before)).rejects.toMatchObject({ info: { code: 'file-changed', file: 'photo.raw' } });
  });

  it.each([
    ['grows', (path: string) => appendFile(path, 'more')],
    ['is cut', (path: string) => truncate(path, 10)],
    ['is rewritten', (path: string) => writeFile(path, Buffer.alloc(5_000_000, 2))],
  ])('notices that a file %s in the middle of reading', async (_what, change) => {
    const path = await make('photo.raw', Buffer.alloc(5_000_000, 1));
    const source = await inputs.source((await inputs.grant(path)).id);
    await expect(bytesOf(source, () => change(path))).rejects.toMatchObject({ info: { code: 'file-changed' } });
  });

  it('serves what was sent for as long as the file is that, and the file itself for as long as it is there', async () => {
    const path = await make('leaf.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const { id } = await inputs.grant(path);
    const { url, mediaType, sizeBytes } = await inputs.source(id);
    const sent = readInputUrl(new URL(url));
    expect({ mediaType, sizeBytes, id: sent?.id }).toEqual({ mediaType: 'image/svg+xml', sizeBytes: 41, id });
    expect(await inputs.locate(id, sent?.version)).toMatchObject({ path, end: 41 });
    await appendFile(path, '<!-- more -->');
    await expect(inputs.locate(id, sent?.version)).rejects.toMatchObject({ info: { code: 'file-changed' } });
    expect(await inputs.locate(id)).toMatchObject({ path, end: 54 });
    await rm(path);
    await expect(inputs.locate(id, sent?.version)).rejects.toMatchObject({ info: { problem: 'gone' } });
  });

  it('knows nothing of an id that was never given', async () => {
    await expect(inputs.source('3f0c1d6e-0000-4000-8000-000000000000')).rejects.toMatchObject({
      info: { code: 'file-unreadable' },
    });
  });
});
