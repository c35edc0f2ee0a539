import type { InputFileId, InvocationId } from '../ground/ids';
import type { AnswerPart } from '../answer/answer';

/** Schemes of the app's own protocol: what the page may read of the disk, by id and never by path. */
export const resultScheme = 'oscar-result';
export const inputScheme = 'oscar-input';

/** Address of one part of a stored answer. `revision` changes it when an answer is read anew, so that no cache answers. */
export function resultUrl(id: InvocationId, part: AnswerPart, revision: number): string {
  return `${resultScheme}://${id}/${part}?r=${revision}`;
}

/** Address of one entry of a stored archive, by its place in it. */
export function entryUrl(id: InvocationId, index: number, revision: number): string {
  return `${resultScheme}://${id}/entry/${index}?r=${revision}`;
}

/** Address of a file that the user granted; with `version`, only of what it was at a certain moment. */
export function inputUrl(id: InputFileId, version?: string): string {
  return version === undefined ? `${inputScheme}://${id}/` : `${inputScheme}://${id}/?v=${version}`;
}

/** The file, and the version of it, that such an address asks for. */
export function readInputUrl(url: URL): { readonly id: InputFileId; readonly version: string | undefined } {
  return { id: url.host, version: url.searchParams.get('v') ?? undefined };
}
