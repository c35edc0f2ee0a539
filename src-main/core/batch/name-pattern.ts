import { folded } from './names';

/**
 * Whether a name fits a pattern, in whatever case: `*` stands for any characters, `?` for one, all others for themselves.
 * It takes at most as many steps as the lengths of both multiplied.
 */
export function fitsPattern(name: string, pattern: string): boolean {
  const text = [...folded(name)];
  const wanted = [...folded(pattern)];
  let at = 0;
  let position = 0;
  /** The last star, and how far what it stands for reaches. */
  let star = -1;
  let reached = 0;
  while (at < text.length) {
    if (wanted[position] === '*') {
      star = position;
      reached = at;
      position += 1;
    } else if (wanted[position] === '?' || wanted[position] === text[at]) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      reached += 1;
      at = reached;
      position = star + 1;
    } else return false;
  }
  return wanted.slice(position).every((rest) => rest === '*');
}
