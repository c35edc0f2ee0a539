import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { inspect } from 'node:util';
import type { Logger } from '../core/ports';

// Service tokens, JSON web tokens, and whatever follows the word of a scheme.
const secrets = [/\b[0-9a-f]{64}\b/gi, /\beyJ[\w-]+\.[\w-]+\.?[\w-]*/g, /\b(Bearer|Basic)\s+[^\s'",]+/gi];

/** The same text without anything that looks like a token or password. */
export function redacted(text: string): string {
  return secrets.reduce((clean, secret) => clean.replace(secret, '[secret]'), text);
}

const fullBytes = 1024 ** 2;

/** The log file. A full one is kept as `<name>.old.log` until the next is full. */
export class FileLogger implements Logger {
  readonly #path: string;

  /** @param path of the log file, such as `<user data>/logs/main.log` */
  constructor(path: string) {
    this.#path = path;
  }

  info(message: string, facts: Readonly<Record<string, unknown>> = {}): void {
    this.#write('info', message, facts);
  }

  warn(message: string, facts: Readonly<Record<string, unknown>> = {}): void {
    this.#write('warn', message, facts);
  }

  error(message: string, error: unknown): string {
    const reference = randomBytes(4).toString('hex');
    this.#write('error', message, { reference, error });
    return reference;
  }

  /** Written before it returns: the next line of the program may be its last. */
  #write(level: 'info' | 'warn' | 'error', message: string, facts: Readonly<Record<string, unknown>>): void {
    const line = redacted(`${message} ${inspect(facts, { depth: 4, breakLength: Infinity })}`);
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      const sizeBytes = statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0;
      if (sizeBytes >= fullBytes) renameSync(this.#path, this.#path.replace(/(\.log)?$/, '.old.log'));
      appendFileSync(this.#path, `[${new Date().toISOString()}] [${level}] ${line}\n`);
    } catch {
      // A log that can't be written is no reason to stop, and there is no other place to say so.
    }
  }
}
