/** What an answer with status 200 can turn out to be. */
export const verdicts = [
  /** Bytes of a file, complete and decoded without error. */
  'result',
  /** The text that the service's program printed. */
  'text-only',
  /** Text that looks like a failure of the service's program, which OSCAR reports with status 200. */
  'program-failed',
  /** A program that prints its result printed nothing. */
  'empty',
  /** A page of a gateway or portal between here and the service. */
  'not-an-answer',
  /** Cut short, broken on its way, or without the line feed that ends every answer. */
  'damaged',
] as const;

/** What an answer with status 200 turned out to be. */
export type Verdict = (typeof verdicts)[number];

/** Whether the answer is what the user asked for, as far as a program can tell. */
export function isResult(verdict: Verdict): boolean {
  return verdict === 'result' || verdict === 'text-only';
}

/** Whether the answer did not arrive as the service sent it. */
export function isBroken(verdict: Verdict): boolean {
  return verdict === 'damaged' || verdict === 'not-an-answer';
}
