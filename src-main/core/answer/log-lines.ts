import type { ByteRange } from './answer';

/** A part of the payload as it arrives; `restarts` where everything before it turned out to belong to the log. */
export interface PayloadPiece {
  readonly restarts: boolean;
  readonly bytes: Uint8Array;
}

/** Where the payload is between the supervisor's log lines. */
export interface LogSeparation {
  /** Log entries before and after the payload. */
  readonly logLineCount: number;
  readonly payloadRange: ByteRange;
  /** Where a log line stands in the middle of the payload, which base64 text never has; nothing is handed out behind it. */
  readonly brokenAt?: number;
}

const lineFeed = 0x0a;
const dash = 0x2d;
const stamp = '0000-00-00 00:00:00,000 - supervisor - ';
const entry = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} - supervisor - (?:DEBUG|INFO|WARNING|ERROR|CRITICAL) - /;
const lastEntry = /^.{23} - supervisor - INFO - Creating response\r?$/;
/** The longest line that has to be seen whole: the last entry and its line end. */
const lastEntryLength = stamp.length + 'INFO - Creating response\r\n'.length;

type LineKind = 'log' | 'last-log' | 'other' | 'undecided';

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;

function followsStamp(line: string): boolean {
  for (let i = 0; i < Math.min(line.length, stamp.length); i++) {
    const matches = stamp[i] === '0' ? isDigit(line.charCodeAt(i)) : stamp[i] === line[i];
    if (!matches) return false;
  }
  return true;
}

function lineKind(bytes: Uint8Array, isEnd: boolean): LineKind {
  const start = bytes.subarray(0, lastEntryLength);
  const length = start.indexOf(lineFeed);
  const line = String.fromCharCode(...(length === -1 ? start : start.subarray(0, length)));
  if (!followsStamp(line)) return 'other';
  if (length === -1 && !isEnd && start.length < lastEntryLength) return 'undecided';
  if (!entry.test(line)) return 'other';
  return (length !== -1 || isEnd) && lastEntry.test(line) ? 'last-log' : 'log';
}

/**
 * Separates an answer's payload from the log lines that the supervisor writes in front of it, and sets aside those behind
 * it, while the body streams by. A log begins at the body's first byte and ends with its entry `Creating response`. Where
 * that entry is missing, as at level WARNING, it ends with the last entry that something follows. In a body that does
 * not begin with a log, and behind `Creating response`, only entries at the very end are set aside; others are text.
 *
 * It holds at most one entry's beginning (66 bytes) between chunks, however long the lines are, and looks for the dash in an
 * entry's date, which base64 text does not have, so that base64 costs one native search a chunk.
 * @see grycap/faas-supervisor faassupervisor/logger.py, faassupervisor/faas/binary/supervisor.py
 */
export class LogSeparator {
  #held = new Uint8Array(0);
  /** Received bytes before `#held`. */
  #offset = 0;
  #state: 'line-start' | 'log-line' | 'payload' = 'line-start';
  #isAtLineStart = true;
  #hasLog = false;
  #isBehindLastEntry = false;
  #isLastEntry = false;
  #logLineCount = 0;
  #payloadStart: number | undefined;
  #trail: { readonly start: number; entryCount: number } | undefined;
  #brokenAt: number | undefined;

  /** Takes the next chunk and hands out what may be base64 of the payload in it. The pieces share the chunk's memory. */
  push(chunk: Uint8Array): readonly PayloadPiece[] {
    return this.#advance(chunk, false);
  }

  /** Ends the body and hands out what was held back. */
  end(): readonly PayloadPiece[] {
    return this.#advance(new Uint8Array(0), true);
  }

  /** What was found; complete after `end`. */
  get separation(): LogSeparation {
    return {
      logLineCount: this.#logLineCount,
      payloadRange: { start: this.#payloadStart ?? this.#offset, end: this.#trail?.start ?? this.#offset },
      ...(this.#brokenAt !== undefined && { brokenAt: this.#brokenAt }),
    };
  }

  #advance(chunk: Uint8Array, isEnd: boolean): readonly PayloadPiece[] {
    let bytes = chunk;
    if (this.#held.length > 0) {
      bytes = new Uint8Array(this.#held.length + chunk.length);
      bytes.set(this.#held);
      bytes.set(chunk, this.#held.length);
    }
    const pieces: PayloadPiece[] = [];
    let position = 0;
    while (position < bytes.length) {
      const next = this.#step(bytes, position, isEnd, pieces);
      if (next === undefined) break;
      position = next;
    }
    // A copy, so that a few bytes don't keep a whole chunk in memory.
    this.#held = new Uint8Array(bytes.subarray(position));
    this.#offset += position;
    return pieces;
  }

  /** Goes on from `position` and answers where it came to, or `undefined` when it needs more bytes. */
  #step(bytes: Uint8Array, position: number, isEnd: boolean, pieces: PayloadPiece[]): number | undefined {
    if (this.#state === 'payload') return this.#passPayload(bytes, position, isEnd, pieces);
    if (this.#state === 'log-line') return this.#passLogLine(bytes, position, pieces);
    const kind = lineKind(bytes.subarray(position), isEnd);
    if (kind === 'undecided') return undefined;
    if (kind === 'other') return this.#passOtherLine(bytes, position, pieces);
    if (this.#offset + position === 0) this.#hasLog = true;
    this.#isLastEntry = kind === 'last-log' && this.#hasLog && !this.#isBehindLastEntry;
    this.#logLineCount++;
    if (this.#trail) this.#trail.entryCount++;
    this.#state = 'log-line';
    return position;
  }

  #passLogLine(bytes: Uint8Array, position: number, pieces: PayloadPiece[]): number {
    const end = bytes.indexOf(lineFeed, position);
    if (end === -1) return bytes.length;
    if (this.#isLastEntry) {
      this.#isLastEntry = false;
      this.#isBehindLastEntry = true;
      this.#startPayload(this.#offset + end + 1, pieces);
    } else {
      this.#state = 'line-start';
    }
    return end + 1;
  }

  /** A line after log entries that is not a log entry itself. */
  #passOtherLine(bytes: Uint8Array, position: number, pieces: PayloadPiece[]): number {
    const start = this.#offset + position;
    if (!this.#trail) {
      this.#startPayload(start, pieces);
      return position;
    }
    const byte = bytes[position];
    if (byte === lineFeed || byte === 0x0d) return position + 1;
    if (this.#hasLog && !this.#isBehindLastEntry) {
      this.#startPayload(start, pieces);
    } else {
      this.#brokenAt ??= this.#trail.start;
      this.#logLineCount -= this.#trail.entryCount;
      this.#trail = undefined;
      this.#state = 'payload';
    }
    return position;
  }

  #startPayload(start: number, pieces: PayloadPiece[]): void {
    this.#payloadStart = start;
    this.#trail = undefined;
    this.#state = 'payload';
    this.#isAtLineStart = true;
    pieces.push({ restarts: true, bytes: new Uint8Array(0) });
  }

  /** Hands out payload up to the next log entry, or to the chunk's end less what may be the beginning of one. */
  #passPayload(bytes: Uint8Array, position: number, isEnd: boolean, pieces: PayloadPiece[]): number | undefined {
    const handOut = (end: number) => {
      if (end > position && this.#brokenAt === undefined)
        pieces.push({ restarts: false, bytes: bytes.subarray(position, end) });
      return end;
    };
    // After one dash, four digits behind a line feed can't put the next telling dash closer than six bytes.
    for (let at = bytes.indexOf(dash, position + 4); at !== -1; at = bytes.indexOf(dash, at + 6)) {
      const start = at - 4;
      if (!(start === position ? this.#isAtLineStart : bytes[start - 1] === lineFeed)) continue;
      const kind = lineKind(bytes.subarray(start), isEnd);
      if (kind === 'other') continue;
      handOut(start);
      this.#isAtLineStart = true;
      if (kind === 'undecided') return start === position ? undefined : start;
      this.#trail = { start: this.#offset + start, entryCount: 0 };
      this.#state = 'line-start';
      return start;
    }
    const end = isEnd ? bytes.length : this.#possibleEntryStart(bytes, position);
    if (end === position) return undefined;
    handOut(end);
    this.#isAtLineStart = bytes[end - 1] === lineFeed;
    return end;
  }

  /** Where the last line begins if it may be an entry whose dash is still to come, else the end of the bytes. */
  #possibleEntryStart(bytes: Uint8Array, position: number): number {
    let start = bytes.length;
    while (start > position && bytes.length - start < 4 && isDigit(bytes[start - 1])) start--;
    const isLineStart = start === position ? this.#isAtLineStart : bytes[start - 1] === lineFeed;
    return isLineStart ? start : bytes.length;
  }
}
