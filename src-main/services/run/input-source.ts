import { AppError } from '../../core/ground/error';
import { findJsonProblem } from '../../core/ground/json-text';
import type { ByteSource } from '../../core/ground/ports';
import type { FileSource, InputFiles } from '../../core/input/ports';
import type { InvocationInput } from '../../core/run/invocation';

/**
 * The bytes of an input as they are to be sent.
 * @throws AppError `input-empty`, `json-malformed`, `file-field-gone`, `file-unreadable`
 */
export async function inputSource(
  input: InvocationInput,
  files: Pick<InputFiles, 'source' | 'jsonSource'>,
): Promise<ByteSource | FileSource> {
  if (input.kind === 'file') return files.source(input.fileId);
  if (input.text.trim() === '') throw new AppError({ code: 'input-empty' });
  if (input.kind === 'json') {
    const problem = findJsonProblem(input.text);
    if (problem) throw new AppError({ code: 'json-malformed', ...problem });
    return files.jsonSource(input.text);
  }
  return textSource(input.text);
}

function textSource(text: string): ByteSource {
  const bytes = new TextEncoder().encode(text);
  return {
    sizeBytes: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}
