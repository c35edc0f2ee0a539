import { mkdirSync, writeFileSync } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FreeSpaceGuard } from './free-space';
import { releaseMemoryBlock, memoryBlockBytes, acquireMemoryBlock } from './memory-blocks';

// Handing a block to another thread costs as much as copying half a megabyte.
const blockBytes = 2 * 1024 * 1024;

/**
 * A new file that grows at its end. What is appended is copied into a block; one block is written while the next one
 * fills, so that a source and the disk work at the same time and memory stays at two blocks. A file that fits into the first
 * block is written in one go when it is closed. Its folder is made with it, where there is none. A larger one never takes
 * the last room of its disk: nobody knows how long an answer gets, least of all one that is unpacked while it arrives.
 * Errors of the disk come as they are from whatever call notices them first.
 */
export class PartFile {
  #block: Buffer = Buffer.alloc(0);
  #blockLength = 0;
  #spare: Buffer | undefined;
  #handle: FileHandle | undefined;
  #writing: Promise<void> = Promise.resolve();
  #writtenBytes = 0;
  #isOnDisk = false;
  readonly #space: FreeSpaceGuard;

  constructor(readonly path: string) {
    this.#space = new FreeSpaceGuard(dirname(path));
  }

  get sizeBytes(): number {
    return this.#writtenBytes + this.#blockLength;
  }

  /** Whether it has not come to the disk yet. */
  get isInMemory(): boolean {
    return !this.#isOnDisk;
  }

  /** Appends a copy of the bytes. Waits only where both blocks are full. */
  async append(bytes: Uint8Array): Promise<void> {
    for (let position = 0; position < bytes.length;) {
      if (this.#blockLength === this.#block.length) await this.#nextBlock();
      const part = bytes.subarray(position, position + this.#block.length - this.#blockLength);
      this.#block.set(part, this.#blockLength);
      this.#blockLength += part.length;
      position += part.length;
    }
  }

  /** Reads the range `[start, end)` of what was appended. */
  async read(start: number, end: number): Promise<Buffer> {
    const bytes = await this.view(start, end);
    return this.#writtenBytes === 0 ? Buffer.from(bytes) : bytes;
  }

  /** Like `read`, but the bytes are valid only until more is appended or the file is closed: what is in memory is not copied. */
  async view(start: number, end: number): Promise<Buffer> {
    if (this.#writtenBytes === 0) return this.#block.subarray(start, Math.min(end, this.#blockLength));
    await this.#write();
    await this.#writing;
    const length = Math.max(0, Math.min(end, this.sizeBytes) - start);
    const bytes = Buffer.alloc(length);
    const { bytesRead } = (await this.#handle?.read(bytes, 0, length, start)) ?? { bytesRead: 0 };
    return bytes.subarray(0, bytesRead);
  }

  /** Forgets everything that was appended. */
  async clear(): Promise<void> {
    await this.#writing;
    this.#blockLength = 0;
    this.#writtenBytes = 0;
    await this.#handle?.truncate(0);
  }

  /** Writes what is still in memory, and the file is there. */
  async close(): Promise<void> {
    if (!this.#handle) {
      this.#isOnDisk = true;
      this.#makeFolder();
      // So few bytes are written sooner than another thread could be asked to do it.
      writeFileSync(this.path, this.#block.subarray(0, this.#blockLength));
      this.#forgetBlock();
      return;
    }
    await this.#write();
    await this.#writing;
    await this.#handle.close();
    this.#handle = undefined;
  }

  /** Gives up: closes and removes the file. Never fails. */
  async discard(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#handle?.close().catch(() => undefined);
    this.#handle = undefined;
    this.#forgetBlock();
    if (this.#isOnDisk) await rm(this.path, { force: true }).catch(() => undefined);
  }

  #makeFolder(): void {
    mkdirSync(dirname(this.path), { recursive: true });
  }

  async #nextBlock(): Promise<void> {
    if (this.#block.length === 0) this.#block = acquireMemoryBlock();
    else await this.#write();
  }

  /** Starts to write the block, once the one before is written, and goes on with the other. */
  async #write(): Promise<void> {
    await this.#writing;
    if (this.#blockLength === 0) return;
    this.#isOnDisk = true;
    if (!this.#handle) {
      this.#makeFolder();
      this.#handle = await open(this.path, 'w+');
    }
    await this.#space.expectRoom(this.#blockLength);
    const full = this.#block;
    this.#writing = writeAll(this.#handle, full.subarray(0, this.#blockLength), this.#writtenBytes);
    // Whoever waits for it next gets the error; until then it must not count as unhandled.
    this.#writing.catch(() => undefined);
    this.#writtenBytes += this.#blockLength;
    this.#blockLength = 0;
    this.#block = this.#spare ?? Buffer.allocUnsafe(blockBytes);
    this.#spare = full.length === blockBytes ? full : undefined;
  }

  #forgetBlock(): void {
    if (this.#block.length === memoryBlockBytes) releaseMemoryBlock(this.#block);
    this.#block = Buffer.alloc(0);
    this.#blockLength = 0;
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
