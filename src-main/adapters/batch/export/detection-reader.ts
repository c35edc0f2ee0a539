import type { BatchItem } from '../../../core/batch/batch';
import type { DetectionReader } from '../../../core/batch/export/ports';
import type { ReadDetections } from '../../../core/batch/export/table';
import { pathBelow } from '../../../core/ground/paths';
import { pixelsOf } from '../../../core/input/preparation';
import type { FileThread } from '../../files/file-thread';

/** Reads what results tell of in a thread for files. */
export class ThreadDetectionReader implements DetectionReader {
  constructor(private readonly thread: Pick<FileThread, 'readDetections'>) {}

  async read({ base, relativePath, state, prepared }: BatchItem): Promise<ReadDetections> {
    if (!('result' in state) || state.result.mediaType !== 'application/json') return undefined;
    const { folder, output, charset = 'utf-8' } = state.result;
    return this.thread.readDetections({
      result: pathBelow(folder, output),
      charset,
      picture: pixelsOf(prepared) ?? pathBelow(base, relativePath),
    });
  }
}
