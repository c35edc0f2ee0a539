import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import type { Logger } from '../core/ground/ports';
import { redacted } from '../core/ground/redacted';

type Level = 'info' | 'warn' | 'error';

/** The log file, at most two of 1 MiB. */
export class FileLogger implements Logger {
  #file: Promise<(level: Level, line: string) => void> | undefined;

  /** @param path of the log file, such as `<user data>/logs/main.log` */
  constructor(private readonly path: string) {}

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

  #write(level: Level, message: string, facts: Readonly<Record<string, unknown>>): void {
    const line = redacted(`${message} ${inspect(facts, { depth: 4, breakLength: Infinity })}`);
    this.#file ??= openLog(this.path);
    void this.#file.then((write) => write(level, line));
  }
}

/** The library is loaded with the first line: it brings Node's HTTP and child processes along, and most starts write none. */
async function openLog(path: string): Promise<(level: Level, line: string) => void> {
  const { default: library } = await import('electron-log/node');
  const log = library.create({ logId: 'main' });
  log.transports.file.resolvePathFn = () => path;
  log.transports.file.maxSize = 1024 ** 2;
  log.transports.console.level = false;
  return (level, line) => log[level](line);
}
