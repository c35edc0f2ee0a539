import { pathBelow } from '../../ground/paths';
import type { BatchItem, ItemSource } from '../batch';
import type { FoundFile, KeyedFile } from '../scan';

/** The list that made a result, and what people call its service. */
export type ResultMaker = Pick<ItemSource, 'list' | 'service'>;

/** The result of an item as an input for another list; `undefined` where it has none. */
export function resultInput({ base, relativePath, state }: BatchItem, maker: ResultMaker): FoundFile | undefined {
  if (!('result' in state)) return undefined;
  const { folder, output, sizeBytes, sha256 } = state.result;
  const from = { ...maker, input: pathBelow(base, relativePath), sha256 };
  return { base: folder, relativePath: output, sizeBytes, from };
}

/** The same, with a key that an item has once for each result that it ever had. */
export function keyedResultInput(item: BatchItem, maker: ResultMaker): KeyedFile | undefined {
  const file = resultInput(item, maker);
  return file && { ...file, key: `${item.index} ${file.from?.sha256} ${file.relativePath}` };
}
