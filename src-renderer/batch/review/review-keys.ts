import { tick } from 'svelte';
import { isDialogOpen } from '../../ui/open-dialogs.svelte';
import type { BatchMarks } from './marks.svelte';
import type { BatchReview } from './review.svelte';

/** The fields in which the user writes about an answer. */
export type WrittenPart = 'label' | 'note';

/**
 * Marks an answer by a letter, in the same way in every view.
 * @param index the current item; if items are selected, these are marked instead
 * @param onwrite moves the focus to a field
 * @returns whether the letter has a meaning
 */
export function markByLetter(
  marks: BatchMarks,
  letter: string,
  index: number | undefined,
  onwrite: (part: WrittenPart) => void,
): boolean {
  if (letter === 'u') void marks.undo();
  else if (letter === 'k') void marks.change({ opinion: 'keep' }, index);
  else if (letter === 'w') void marks.change({ opinion: 'wrong' }, index);
  else if (letter === 's') void marks.change({ isStarred: true }, index);
  else if (letter === 'l') onwrite('label');
  else if (letter === 'n') onwrite('note');
  else return false;
  return true;
}

/** Whether an element uses letters or arrow keys itself. */
export function takesKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [role=menu], [role=tree]') !== null;
}

/** Opens an item and moves the focus to the field for its words. */
export async function writeOf(review: BatchReview, part: WrittenPart, index: number | undefined): Promise<void> {
  if (index !== undefined && review.opened?.row.index !== index) await review.open(index);
  await tick();
  document.querySelector<HTMLInputElement>(`#batch-item input[name=${part}]`)?.focus();
}

/** Undoes the last mark by the usual keys, unless the focused element uses these keys itself. */
export function undoByKey(event: KeyboardEvent, marks: BatchMarks): void {
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
  if (!isUndo || isDialogOpen() || takesKeys(event.target)) return;
  event.preventDefault();
  void marks.undo();
}
