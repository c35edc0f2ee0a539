import type { BatchItem } from '../batch';
import { itemsFor, type BatchListQuery } from '../list';

/** Which items of a list are taken away: what a query shows, in its order, or those that were selected. */
export type ExportScope =
  | { readonly kind: 'shown'; readonly query: BatchListQuery }
  | { readonly kind: 'selected'; readonly items: readonly number[] };

/** The items of a scope. Numbers that no item has are passed over. */
export function itemsInScope(items: readonly BatchItem[], scope: ExportScope): readonly BatchItem[] {
  const indices =
    scope.kind === 'shown' ? itemsFor(items, scope.query) : [...scope.items].sort((one, other) => one - other);
  return indices.flatMap((index) => items[index] ?? []);
}
