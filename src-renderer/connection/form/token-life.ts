import type { TokenLife } from '../../../src-main/core/connection/json-web-token';
import { formatFromNow } from '../../format';

/** Words for a token that still counts, that counts no more, and that does not count yet. */
export interface LifeWords {
  readonly runsOut: (when: string) => string;
  readonly ranOut: (when: string) => string;
  readonly notYet: (when: string) => string;
}

/** A token's life as it is told at a moment. */
export interface LifeNow {
  readonly force: 'in-force' | 'expired' | 'not-yet-valid';
  readonly text: string;
}

/** Tells until when a token counts, or since when it does not. @returns `undefined` for one that never runs out */
export function describeLife(
  { validFrom, expiresAt }: TokenLife,
  nowMs: number,
  words: LifeWords,
): LifeNow | undefined {
  if (expiresAt !== undefined && Date.parse(expiresAt) <= nowMs) {
    return { force: 'expired', text: words.ranOut(formatFromNow(expiresAt, nowMs)) };
  }
  if (validFrom !== undefined && Date.parse(validFrom) > nowMs) {
    return { force: 'not-yet-valid', text: words.notYet(formatFromNow(validFrom, nowMs)) };
  }
  if (expiresAt === undefined) return undefined;
  return { force: 'in-force', text: words.runsOut(formatFromNow(expiresAt, nowMs)) };
}
