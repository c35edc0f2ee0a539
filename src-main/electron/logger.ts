import log from 'electron-log/node';
import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import type { Logger } from '../core/ports';

// Service tokens, JSON web tokens, and whatever follows the word of a scheme.
const secrets = [/\b[0-9a-f]{64}\b/gi, /\beyJ[\w-]+\.[\w-]+\.?[\w-]*/g, /\b(Bearer|Basic)\s+[^\s'",]+/gi];

/** The same text without anything that looks like a token or password. */
export function redacted(text: string): string {
  return secrets.reduce((clean, secret) => clean.replace(secret, '[secret]'), text);
}

/** The log file, at most two of 1 MiB. */
export class FileLogger implements Logger {
  readonly #log = log.create({ logId: 'main' });

  /** @param path of the log file */
  constructor(path: string) {
    this.#log.transports.file.resolvePathFn = () => path;
    this.#log.transports.file.maxSize = 1024 ** 2;
    this.#log.transports.console.level = false;
  }

  info(message: string, facts: Readonly<Record<string, unknown>> = {}): void {
    this.#log.info(line(message, facts));
  }

  warn(message: string, facts: Readonly<Record<string, unknown>> = {}): void {
    this.#log.warn(line(message, facts));
  }

  error(message: string, error: unknown): string {
    const reference = randomBytes(4).toString('hex');
    this.#log.error(line(message, { reference, error }));
    return reference;
  }
}

function line(message: string, facts: Readonly<Record<string, unknown>>): string {
  return redacted(`${message} ${inspect(facts, { depth: 4, breakLength: Infinity })}`);
}
