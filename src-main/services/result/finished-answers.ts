import { isWhole, type HistoryEntry } from '../../core/history/history';
import { holdsFiles } from '../../core/input/form/file-values';
import type { AnswerPart } from '../../core/answer/answer';
import type { ResultStore, StoredPart } from '../../core/answer/ports';
import { AppError } from '../../core/ground/error';
import type { InvocationId } from '../../core/ground/ids';
import type { HistoryStore } from '../../core/history/ports';
import type { OutputFiles } from '../../core/result/ports';
import { runOf, type Digest, type ProvenanceRun } from '../../core/result/provenance';
import type { Result } from '../../core/result/result';
import type { CommandRun } from '../../core/run/run-commands';
import type { HistoryService } from '../history/history-service';
import type { InvocationService } from '../run/invocation-service';

/** An answer that can be looked at, saved and handed to other programs. */
export interface FinishedAnswer {
  readonly serviceName: string;
  /** The input file's name; absent for typed text. */
  readonly inputName?: string;
  readonly result: Result;
}

/** How an answer came to be. */
export interface AnswerOrigin {
  readonly run: ProvenanceRun;
  /** What was sent; unknown for a result that was found without its facts. */
  readonly input: Digest | undefined;
}

/** A run that can be repeated by a command. */
export interface RepeatableRun {
  readonly run: CommandRun;
  /** What was typed or made of the row of a table; absent for a file. */
  readonly text?: string;
}

/** Finished answers, each known by an id. */
export interface FinishedAnswers {
  /** @throws AppError `result-gone` */
  find(id: InvocationId): Promise<FinishedAnswer>;
  /** @throws AppError `result-gone` */
  locate(id: InvocationId, part: AnswerPart): Promise<StoredPart>;
  /** `undefined` where nothing is known of it. */
  originOf(id: InvocationId): Promise<AnswerOrigin | undefined>;
  /** @throws AppError `result-gone` where nothing is known of its run */
  repeatable(id: InvocationId): Promise<RepeatableRun>;
}

/** What the answers of single runs are found with. */
export interface RunAnswersParts {
  readonly invocations: Pick<InvocationService, 'get'>;
  readonly results: Pick<ResultStore, 'locate'>;
  readonly history: Pick<HistoryService, 'find'>;
  readonly texts: Pick<HistoryStore, 'typedText'>;
  readonly files: Pick<OutputFiles, 'digestUnchanged' | 'digestText'>;
}

/** Answers of single runs. */
export class RunAnswers implements FinishedAnswers {
  constructor(private readonly parts: RunAnswersParts) {}

  async find(id: InvocationId): Promise<FinishedAnswer> {
    const invocation = this.parts.invocations.get(id);
    if (invocation?.state.status !== 'finished') throw new AppError({ code: 'result-gone' });
    const { serviceName, inputName, state } = invocation;
    return { serviceName, ...(inputName !== undefined && { inputName }), result: state.result };
  }

  async locate(id: InvocationId, part: AnswerPart): Promise<StoredPart> {
    return this.parts.results.locate(id, part);
  }

  async originOf(id: InvocationId): Promise<AnswerOrigin | undefined> {
    const { history, files } = this.parts;
    const record = await history.find(id);
    if (!record) return undefined;
    const text = record.origin ? undefined : await this.#sentText(record.entry);
    return {
      run: runOf(record.entry),
      input: record.origin
        ? await files.digestUnchanged(record.origin)
        : text === undefined
          ? undefined
          : files.digestText(text),
    };
  }

  async repeatable(id: InvocationId): Promise<RepeatableRun> {
    const record = await this.parts.history.find(id);
    if (!record) throw new AppError({ code: 'result-gone' });
    const text = await this.#sentText(record.entry);
    return { run: record.entry, ...(text !== undefined && { text }) };
  }

  /** The text that was typed, if exactly that was sent: it may lack passwords, and have marks in the places of files. */
  async #sentText(entry: HistoryEntry): Promise<string | undefined> {
    const typed = isWhole(entry) ? await this.parts.texts.typedText(entry.id) : undefined;
    return typed && !(typed.kind === 'json' && holdsFiles(typed.text)) ? typed.text : undefined;
  }
}

/** The answers of lists and those of single runs, as one. */
export class AllAnswers implements FinishedAnswers {
  /** @param ofLists also tells whether an id is that of an item */
  constructor(
    private readonly ofLists: FinishedAnswers & { has(id: InvocationId): boolean },
    private readonly ofRuns: FinishedAnswers,
  ) {}

  async find(id: InvocationId): Promise<FinishedAnswer> {
    return this.#with(id).find(id);
  }

  async locate(id: InvocationId, part: AnswerPart): Promise<StoredPart> {
    return this.#with(id).locate(id, part);
  }

  async originOf(id: InvocationId): Promise<AnswerOrigin | undefined> {
    return this.#with(id).originOf(id);
  }

  async repeatable(id: InvocationId): Promise<RepeatableRun> {
    return this.#with(id).repeatable(id);
  }

  #with(id: InvocationId): FinishedAnswers {
    return this.ofLists.has(id) ? this.ofLists : this.ofRuns;
  }
}
