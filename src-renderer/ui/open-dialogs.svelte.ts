import { untrack } from 'svelte';

let count = $state(0);

/** Whether a dialog is open. The page behind it accepts no key, drop or command meanwhile. */
export function isDialogOpen(): boolean {
  return count > 0;
}

/** Counts a dialog as open until the returned function is called. */
export function countDialog(): () => void {
  const add = (step: 1 | -1) => untrack(() => (count += step));
  add(1);
  return () => add(-1);
}
