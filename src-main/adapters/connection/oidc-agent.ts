import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { AppError, type AgentProblem } from '../../core/ground/error';
import { readToken } from '../../core/connection/json-web-token';
import type { LocalAgent } from '../../core/connection/ports';
import { errnoOf } from '../ground/errno';

const shortestLifeSeconds = 600;
const maxOutputBytes = 256 * 1024;
const maxTextCharacters = 500;
// Programs that a desktop starts often have a shorter search path than those of a terminal.
const usualFolders = ['/usr/local/bin', '/opt/homebrew/bin', '/usr/bin'];

/** What an agent can be told beforehand. */
export interface OidcAgentOptions {
  /** Environment of the program that is asked: `PATH`, and `OIDC_SOCK` for the way to the agent. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Longest time for an answer, in milliseconds. The agent may have to ask the user for a password first. */
  readonly timeLimitMs?: number;
}

/**
 * Access tokens of the oidc-agent, through its program `oidc-token`. No shell has a part in it.
 * @see indigo-dc/oidc-agent, manual page oidc-token(1)
 */
export class OidcAgent implements LocalAgent {
  readonly #environment: NodeJS.ProcessEnv;
  readonly #timeLimitMs: number;

  constructor({ environment = process.env, timeLimitMs = 60_000 }: OidcAgentOptions = {}) {
    this.#environment = environment;
    this.#timeLimitMs = timeLimitMs;
  }

  async isInstalled(): Promise<boolean> {
    return (await this.#program()) !== undefined;
  }

  async accessToken(account: string): Promise<string> {
    const program = await this.#program();
    if (program === undefined) throw unavailable('not-installed', account);
    const token = await this.#ask(program, account);
    if (readToken(token).kind !== 'web-token')
      throw new AppError({ code: 'token-unsuitable', problem: 'opaque-issued' });
    return token;
  }

  async #ask(program: string, account: string): Promise<string> {
    // After `--` an account can't be taken for an option.
    const args = [`--time=${shortestLifeSeconds}`, '--', account];
    const limits = { timeout: this.#timeLimitMs, killSignal: 'SIGKILL', maxBuffer: maxOutputBytes } as const;
    return new Promise((resolve, reject) => {
      execFile(program, args, { ...limits, env: this.#environment, windowsHide: true }, (error, stdout, stderr) => {
        if (!error) resolve(stdout.trim());
        // The error's own message holds what the program said, which may be a token.
        else reject(unavailable(problemOf(error, stderr), account, said(stderr)));
      });
    });
  }

  /** Where the program is. */
  async #program(): Promise<string | undefined> {
    const [name, ...folders] =
      process.platform === 'win32'
        ? ['oidc-token.exe', ...this.#path()]
        : ['oidc-token', ...this.#path(), ...(this.#environment === process.env ? usualFolders : [])];
    for (const folder of folders) {
      const path = join(folder, name ?? '');
      if (
        await access(path, constants.X_OK).then(
          () => true,
          () => false,
        )
      )
        return path;
    }
    return undefined;
  }

  #path(): string[] {
    return (this.#environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  }
}

function problemOf(error: Error & { readonly killed?: boolean }, stderr: string): AgentProblem {
  if (error.killed && errnoOf(error) !== 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'timed-out';
  if (/OIDC_SOCK|not running|could not connect|connection refused/i.test(stderr)) return 'not-running';
  if (/account|short ?name/i.test(stderr)) return 'account-unknown';
  return 'other';
}

function said(stderr: string): string {
  const text = stderr.replace(/\beyJ[\w-]+\.[\w-]+\.?[\w-]*/g, '…').trim();
  return text.slice(0, maxTextCharacters);
}

function unavailable(problem: AgentProblem, account: string, text = ''): AppError {
  return new AppError({ code: 'agent-unavailable', problem, account, text });
}
