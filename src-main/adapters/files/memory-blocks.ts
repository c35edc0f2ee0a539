/** Bytes of a block. */
export const memoryBlockBytes = 64 * 1024;
const mostKept = 64;

const free: Buffer[] = [];

/**
 * A block of memory with anything in it. New memory for every small file is what the garbage collector works most for: V8 does
 * not see that little is in use, and collects whenever tens of megabytes were asked for.
 */
export function acquireMemoryBlock(): Buffer {
  return free.pop() ?? Buffer.allocUnsafeSlow(memoryBlockBytes);
}

/** Gives a block back, of which nobody may keep a part. */
export function releaseMemoryBlock(block: Buffer): void {
  if (free.length < mostKept) free.push(block);
}
