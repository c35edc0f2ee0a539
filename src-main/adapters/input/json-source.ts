import { AppError } from '../../core/ground/error';
import type { ByteSource } from '../../core/ground/ports';
import type { InputFileId } from '../../core/ground/ids';
import { piecesOf } from '../../core/input/form/file-values';
import { encodedSizeBytes } from '../../core/ground/encoded-size';
import { encodeBase64 } from '../base64/base64-stream';

/**
 * The bytes of a JSON text in which the base64 of files replaces their marks. Files are read while they are sent, so that a large
 * file takes no more memory than a small one.
 * @param open gives the content of an allowed file
 * @throws AppError `file-field-gone` if a file is not known any more; every error of `open`
 */
export async function jsonSource(text: string, open: (id: InputFileId) => Promise<ByteSource>): Promise<ByteSource> {
  const pieces = piecesOf(text);
  if (!pieces) throw new AppError({ code: 'file-field-gone' });
  return sourceOfPieces(pieces.map((piece) => ('text' in piece ? piece : { file: open(piece.fileId) })));
}

/** The bytes of pieces behind each other: texts, and the base64 of files. @throws every error of the files */
export async function sourceOfPieces(
  pieces: readonly ({ readonly text: string } | { readonly file: Promise<ByteSource> })[],
): Promise<ByteSource> {
  const parts = await Promise.all(
    pieces.map((piece) => ('text' in piece ? textPart(piece.text) : filePart(piece.file))),
  );
  return {
    sizeBytes: parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    async *open(signal) {
      for (const part of parts) yield* part.open(signal);
    },
  };
}

function textPart(text: string): ByteSource {
  const bytes = Buffer.from(text);
  return {
    sizeBytes: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}

async function filePart(opening: Promise<ByteSource>): Promise<ByteSource> {
  const file = await opening;
  return {
    sizeBytes: encodedSizeBytes(file.sizeBytes),
    async *open(signal) {
      for await (const piece of encodeBase64(file.open(signal))) yield Buffer.from(piece, 'latin1');
    },
  };
}
