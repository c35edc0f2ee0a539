import type { BatchMarks } from './marks.svelte';

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
