import type { TokenLife, TokenValidity } from '../../../src-main/core/connection/json-web-token';
import { formatFromNow } from '../../format';

/** Words for a token that is valid, that has expired, and that is not valid yet. */
export interface TokenLifeWords {
  readonly runsOut: (when: string) => string;
  readonly ranOut: (when: string) => string;
  readonly notYet: (when: string) => string;
}

/** Whether a token is valid at a moment, and the words for it. */
export interface TokenLifeText {
  readonly validity: TokenValidity;
  readonly text: string;
}

/** Says when a token expires, when it expired, or from when it is valid. @returns `undefined` for a token that never expires */
export function describeTokenLife(
  { validFrom, expiresAt }: TokenLife,
  nowMs: number,
  words: TokenLifeWords,
): TokenLifeText | undefined {
  if (expiresAt !== undefined && Date.parse(expiresAt) <= nowMs) {
    return { validity: 'expired', text: words.ranOut(formatFromNow(expiresAt, nowMs)) };
  }
  if (validFrom !== undefined && Date.parse(validFrom) > nowMs) {
    return { validity: 'not-yet-valid', text: words.notYet(formatFromNow(validFrom, nowMs)) };
  }
  if (expiresAt === undefined) return undefined;
  return { validity: 'valid', text: words.runsOut(formatFromNow(expiresAt, nowMs)) };
}
