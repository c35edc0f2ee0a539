import { isAppError } from '../../core/ground/error';
import { isSameVersion, type FoundFile, type SentVersion } from '../../core/history/history';
import type { InputFiles } from '../../core/input/ports';

/**
 * The file that was sent, for looking at it beside its result, or why that can't be done.
 * @param sent what it was then; any file will do without
 */
export async function findSentFile(inputs: InputFiles, path: string, sent?: SentVersion): Promise<FoundFile> {
  try {
    const { id } = await inputs.grant(path);
    const { origin: now, mediaType, sizeBytes, url } = await inputs.source(id);
    if (sent && !isSameVersion(sent, now)) return { kind: 'changed' };
    return { kind: 'file', file: { mediaType, sizeBytes, url } };
  } catch (error) {
    return whyNotFound(error);
  }
}

/** What is said of a file that can't be read as it was sent. @throws what is no AppError */
export function whyNotFound(error: unknown): Exclude<FoundFile, { readonly kind: 'file' }> {
  if (!isAppError(error)) throw error;
  return { kind: error.info.code === 'file-changed' ? 'changed' : 'gone' };
}
