import { decodeUtf8 } from '../core/ground/utf-8';
import { ProgramFailure } from './practice-service';

/**
 * The text of an input file, without white space around it.
 * @throws ProgramFailure when it is not UTF-8, empty, or longer than the limit
 * @param limitCharacters the most characters, counted as the user would count them
 */
export function readText(input: Uint8Array, limitCharacters: number): string {
  const text = utf8Text(input).trim();
  if (text === '') throw new ProgramFailure('there is no text in this input');
  const length = [...text].length;
  if (length > limitCharacters) {
    const [count, most] = [length, limitCharacters].map((number) => number.toLocaleString('en'));
    throw new ProgramFailure(`this text has ${count} characters, and at most ${most} are possible`);
  }
  return text;
}

function utf8Text(input: Uint8Array): string {
  try {
    return decodeUtf8(input);
  } catch {
    throw new ProgramFailure('this input is not text');
  }
}
