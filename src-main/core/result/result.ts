import type { AnswerReading } from '../answer/answer';
import type { StoredAnswer } from '../answer/ports';
import type { InvocationId } from '../ground/ids';
import { resultUrl } from './local-address';
import { outputFileName } from './output-filename';

/** What a viewer is chosen by. */
export type ResultKind =
  'image' | 'audio' | 'video' | 'pdf' | 'json' | 'table' | 'text' | 'archive' | 'binary' | 'empty';

/** A result as the renderer sees it. */
export interface Result {
  readonly reading: AnswerReading;
  readonly kind: ResultKind;
  /** Size of the payload in bytes. */
  readonly sizeBytes: number;
  /** Address of the payload's bytes on the app's own protocol; it answers range requests. */
  readonly url: string;
  /** Address of the body as it was received; absent where only what was decoded from it is kept. */
  readonly receivedUrl?: string;
  /** Absent where it isn't known in what form the answer came: what the reading says of that means nothing then. */
  readonly receivedBytes?: number;
  /** Proposed name for saving, such as `leaf – grayscale.png`. */
  readonly fileName: string;
}

/** A picture that can be drawn small, with what a service found in it. */
export interface PictureFile {
  readonly url: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** The answer that tells what was found in the picture and where. */
  readonly findings?: {
    readonly url: string;
    readonly sizeBytes: number;
    /** Size of what was sent in the place of the picture, where places are told in its pixels. */
    readonly sent?: { readonly width: number; readonly height: number };
  };
}

/** One file of an archive as the renderer sees it once it is opened. */
export interface EntryContent {
  readonly kind: ResultKind;
  readonly mediaType: string;
  readonly charset?: string;
  readonly sizeBytes: number;
  /** Address of its bytes on the app's own protocol; it answers range requests. */
  readonly url: string;
}

const imageTypes = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/svg+xml',
  'image/x-icon',
  'image/vnd.microsoft.icon',
  'image/tiff',
  'image/heic',
  'image/heif',
]);
const archiveTypes = new Set(['application/zip']);
const tableTypes = new Set(['text/csv', 'text/tab-separated-values', 'application/x-ndjson']);
const textTypes = new Set(['application/xml', 'application/xhtml+xml']);

/** The kind of viewer for a media type. Types that the window can't draw or play are `binary`. */
export function resultKind(mediaType: string, sizeBytes: number): ResultKind {
  if (sizeBytes === 0) return 'empty';
  if (imageTypes.has(mediaType)) return 'image';
  if (mediaType.startsWith('audio/')) return 'audio';
  if (mediaType.startsWith('video/')) return 'video';
  if (mediaType === 'application/pdf') return 'pdf';
  if (mediaType === 'application/json') return 'json';
  if (tableTypes.has(mediaType)) return 'table';
  if (archiveTypes.has(mediaType)) return 'archive';
  if (mediaType.startsWith('text/') || textTypes.has(mediaType)) return 'text';
  return 'binary';
}

/**
 * A stored answer as the renderer sees it.
 * @param source the name of the input file, if it was one, and of the service that answered
 * @param revision grows with each new reading of the same answer, so that its address changes too
 */
export function resultOf(
  id: InvocationId,
  { reading, sizeBytes, receivedBytes }: StoredAnswer,
  source: { readonly inputName: string | undefined; readonly serviceName: string },
  revision = 0,
): Result {
  return {
    reading,
    kind: resultKind(reading.mediaType, sizeBytes),
    sizeBytes,
    receivedBytes,
    url: resultUrl(id, 'payload', revision),
    receivedUrl: resultUrl(id, 'received', revision),
    fileName: outputFileName(source.inputName, source.serviceName, reading.mediaType),
  };
}
