import * as v from 'valibot';
import { redacted } from '../ground/redacted';
import type { JobLog } from './log-tail';

/** How many lines are asked for. */
export const serviceLogLines = 200;
/** A line may be a whole input in base64. */
const lineLimit = 2_000;

const answer = v.object({
  entries: v.nullish(v.array(v.object({ timestamp: v.nullish(v.string(), ''), message: v.string() })), []),
});

/**
 * Reads the answer of `GET /system/services/{name}/deployment/logs`: what the service's pods wrote last, for all of its runs. Nothing
 * that looks like a token or password is left in it, and long lines are cut.
 * @returns `undefined` where it is something else
 */
export function parseServiceLog(text: string): JobLog | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = v.safeParse(answer, value);
  if (!parsed.success) return undefined;
  const lines = (parsed.output.entries ?? []).slice(-serviceLogLines).map(({ timestamp, message }) => {
    const line = redacted(`${timestamp} ${message}`.trim());
    return line.length > lineLimit ? `${line.slice(0, lineLimit)}…` : line;
  });
  const shown = lines.join('\n');
  return { text: shown, sizeBytes: new TextEncoder().encode(shown).length };
}
