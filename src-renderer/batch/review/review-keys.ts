import { tick } from 'svelte';
import { isDialogOpen } from '../../ui/open-dialogs.svelte';
import type { BatchMarks } from './marks.svelte';
import type { BatchReview } from './review.svelte';

/** The words that a person writes of an answer. */
export type WrittenPart = 'label' | 'note';

/**
 * Does what a letter says of an answer, the same in every view.
 * @param index the item at hand; what is selected counts more
 * @param onwrite goes to the field for words
 * @returns whether the letter means something
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

/** Whether an element takes letters or arrows for itself. */
export function takesKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [role=menu], [role=tree]') !== null;
}

/** Goes to the field where words are written of an item, and opens the item for that. */
export async function writeOf(review: BatchReview, part: WrittenPart, index: number | undefined): Promise<void> {
  if (index !== undefined && review.opened?.row.index !== index) await review.open(index);
  await tick();
  document.querySelector<HTMLInputElement>(`#batch-item input[name=${part}]`)?.focus();
}

/** Takes the last mark back for the keys that do so everywhere, but not for what takes them itself. */
export function undoByKey(event: KeyboardEvent, marks: BatchMarks): void {
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
  if (!isUndo || isDialogOpen() || takesKeys(event.target)) return;
  event.preventDefault();
  void marks.undo();
}
