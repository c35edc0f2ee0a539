import * as v from 'valibot';
import type { InputFileId, InvocationId } from '../ground/ids';
import type { AnswerPart } from '../answer/answer';
import { preparationSchema, type Preparation } from '../input/preparation';

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

/** Address of the copy that is made of a file before it is sent. @param url of the file */
export function preparedUrl(url: string, preparation: Preparation): string {
  const prepared = new URL(url);
  prepared.searchParams.set('prepared', JSON.stringify(preparation));
  return prepared.href;
}

/** What such an address asks for: a file, a version of it, and how it is prepared. `undefined` for no such address. */
export function readInputUrl({ host, searchParams }: URL): InputAddress | undefined {
  const version = searchParams.get('v');
  const prepared = searchParams.get('prepared');
  const preparation = prepared === null ? undefined : v.safeParse(preparationSchema, parsed(prepared));
  if (preparation?.success === false) return undefined;
  return {
    id: host,
    ...(version !== null && { version }),
    ...(preparation && { preparation: preparation.output }),
  };
}

/** What an address of an input asks for. */
export interface InputAddress {
  readonly id: InputFileId;
  readonly version?: string;
  readonly preparation?: Preparation;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
