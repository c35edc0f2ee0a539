import type { BatchItem } from './batch';
import { ofCommonestKind } from './kinds';

/**
 * The numbers of so many items to try first: of the commonest kind where there are enough of it, spread from the beginning to the
 * end.
 */
export function sampleOf(
  items: readonly Pick<BatchItem, 'index' | 'relativePath'>[],
  count: number,
): readonly number[] {
  const common = ofCommonestKind(items);
  const from = (common.length < count ? items : common).map(({ index }) => index);
  if (from.length <= count) return from;
  const step = (from.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, at) => from[Math.round(at * step)] ?? 0);
}
