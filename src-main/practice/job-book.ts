import { randomUUID } from 'node:crypto';

/** How the pod of a job ended, and what it wrote. */
export interface JobEnd {
  readonly status: 'Succeeded' | 'Failed';
  readonly log: Buffer;
}

/** An authorized request about jobs. */
export interface JobRequest {
  readonly method: string;
  readonly serviceName: string;
  /** Name of the job; absent for all of them. */
  readonly job?: string;
  readonly query: URLSearchParams;
}

/** The answer to a request about jobs. */
export interface JobAnswer {
  readonly status: number;
  readonly contentType?: string;
  readonly body: Buffer;
}

/** What the job book needs. */
export interface JobBookOptions {
  /** Runs a job's program on the body that it was sent with. */
  readonly run: (serviceName: string, body: Buffer) => Promise<JobEnd>;
  readonly now: () => Date;
}

interface BookedJob {
  readonly serviceName: string;
  readonly createdAt: Date;
  status: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
  startedAt?: Date;
  finishedAt?: Date;
  log: Buffer;
}

/** Largest size of one environment variable on Linux, with its name and its final zero. */
const variableLimitBytes = 131_072;
const variableName = 'EVENT';
const pageSize = 70;
const empty = Buffer.alloc(0);

/**
 * The background jobs of a cluster, with the traps of the real one: it takes every body and tells nothing of a job's fate
 * but in the listing and the log, takes an id once and calls a second time a failure, and shows no log until a job ends.
 * @see grycap/oscar pkg/handlers/job.go, pkg/handlers/logs.go
 */
export class JobBook {
  readonly #jobs = new Map<string, BookedJob>();

  constructor(private readonly options: JobBookOptions) {}

  /**
   * Takes a job.
   * @param name the id that was asked for; a new one without
   */
  submit(serviceName: string, body: Buffer, name = `${serviceName}-${randomUUID()}`): JobAnswer {
    if (this.#jobs.has(name)) return said(500, `jobs.batch "${name}" already exists`);
    const job: BookedJob = { serviceName, createdAt: this.options.now(), status: 'Pending', log: empty };
    this.#jobs.set(name, job);
    void this.#run(job, body);
    return { status: 201, body: empty };
  }

  /** Answers a request about jobs. */
  answer({ method, serviceName, job: name, query }: JobRequest): JobAnswer | undefined {
    if (name === undefined) {
      return method === 'GET' ? this.#listing(serviceName, query.get('page') ?? '') : undefined;
    }
    const job = this.#jobs.get(name);
    const isOurs = job?.serviceName === serviceName;
    if (method === 'DELETE') {
      if (isOurs) this.#jobs.delete(name);
      return { status: isOurs ? 204 : 404, body: empty };
    }
    if (method !== 'GET') return undefined;
    // The real server fails with 500 for an unknown job.
    if (!job || !isOurs) return { status: 500, body: empty };
    if (job.status === 'Pending') return { status: 404, body: empty };
    const log = query.get('timestamps') === 'true' ? timed(job.log, job.finishedAt ?? job.createdAt) : job.log;
    return { status: 200, contentType: 'text/plain; charset=utf-8', body: log };
  }

  async #run(job: BookedJob, body: Buffer): Promise<void> {
    if (variableName.length + body.length + 2 > variableLimitBytes) {
      this.#end(job, { status: 'Failed', log: Buffer.from('exec /bin/sh: argument list too long\n') });
      return;
    }
    // Line breaks in base64 are ignored; JSON is cut at the first one.
    if (/^\s*[[{]/.test(body.toString('latin1', 0, 64)) && body.includes('\n')) {
      this.#end(job, { status: 'Failed', log: Buffer.from('binascii.Error: Incorrect padding\n') });
      return;
    }
    job.status = 'Running';
    job.startedAt = this.options.now();
    try {
      this.#end(job, await this.options.run(job.serviceName, body));
    } catch {
      // The program failed in an unexpected way.
      this.#end(job, { status: 'Failed', log: Buffer.from('exit status 2\n') });
    }
  }

  #end(job: BookedJob, { status, log }: JobEnd): void {
    Object.assign(job, { status, log, finishedAt: this.options.now() });
  }

  #listing(serviceName: string, page: string): JobAnswer {
    const names = [...this.#jobs].filter(([, job]) => job.serviceName === serviceName).map(([name]) => name);
    // In alphabetical order, not by time.
    const rest = names.sort().filter((name) => name > decoded(page));
    const shown = rest.slice(0, pageSize);
    const isMore = rest.length > shown.length;
    const listing = {
      jobs: Object.fromEntries(shown.map((name) => [name, this.#facts(name)])),
      ...(isMore && { next_page: encoded(shown.at(-1) ?? ''), remaining_jobs: rest.length - shown.length }),
    };
    const body = Buffer.from(JSON.stringify(listing));
    return { status: 200, contentType: 'application/json; charset=utf-8', body };
  }

  #facts(name: string) {
    const job = this.#jobs.get(name);
    if (!job) return undefined;
    return {
      status: job.status,
      creation_time: seconds(job.createdAt),
      ...(job.startedAt && { start_time: seconds(job.startedAt) }),
      ...(job.finishedAt && { finish_time: seconds(job.finishedAt) }),
    };
  }
}

function said(status: number, text: string): JobAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body: Buffer.from(text) };
}

/** An instant without fractions, as Kubernetes writes it. */
function seconds(instant: Date): string {
  return instant.toISOString().replace(/\.\d+Z$/, 'Z');
}

function timed(log: Buffer, instant: Date): Buffer {
  const lines = log.toString('latin1').split('\n');
  const last = lines.pop() ?? '';
  const stamp = `${instant.toISOString()} `;
  return Buffer.from(lines.map((line) => `${stamp}${line}\n`).join('') + (last && stamp + last), 'latin1');
}

const encoded = (name: string) => Buffer.from(name).toString('base64url');
const decoded = (page: string) => Buffer.from(page, 'base64url').toString();
