import type { ErrorInfo } from '../../../src-main/core/ground/error';
import type { Reply } from '../../../src-main/contract/ground/call';
import type { OscarEvents } from '../../../src-main/contract/ground/events';
import type { Oscar } from '../../../src-renderer/api';

/** What the fakes of all rooms have in common: answers that can be refused, and events. */
export class FakeReplies {
  /** Commands to the batch, in order. */
  readonly batchCalls: (readonly unknown[])[] = [];

  readonly #refusals = new Map<keyof Oscar, ErrorInfo>();

  readonly #listeners: { readonly [E in keyof OscarEvents]: Set<(payload: OscarEvents[E]) => void> } = {
    invocationChanged: new Set(),
    historyChanged: new Set(),
    jobsChanged: new Set(),
    connectionFileWaiting: new Set(),
    batchChanged: new Set(),
    batchesChanged: new Set(),
    closingAsked: new Set(),
    connectionCheckAdvanced: new Set(),
    signInAdvanced: new Set(),
    exportProgress: new Set(),
    extractionProgress: new Set(),
    storageListed: new Set(),
    storageProgress: new Set(),
    watchesChanged: new Set(),
    commandChosen: new Set(),
  };

  /** Refuses every later call of that name. */
  refuse(call: keyof Oscar, error: ErrorInfo): void {
    this.#refusals.set(call, error);
  }

  /** Answers every later call of that name again. */
  allow(call: keyof Oscar): void {
    this.#refusals.delete(call);
  }

  on: Oscar['on'] = (event, listener) => {
    this.#listeners[event].add(listener);
    return () => this.#listeners[event].delete(listener);
  };

  /** Keeps a command to the program, and answers it. */
  protected told(call: keyof Oscar, ...facts: readonly unknown[]): Promise<Reply<void>> {
    this.batchCalls.push([call, ...facts]);
    return this.reply(call, undefined);
  }

  protected isRefused(call: keyof Oscar): boolean {
    return this.#refusals.has(call);
  }

  /** Answers a call, unless it is refused. */
  protected reply<T>(call: keyof Oscar, value: T): Promise<Reply<T>> {
    const error = this.#refusals.get(call);
    return Promise.resolve(error ? { ok: false, error } : { ok: true, value });
  }

  /** Tells the page of an event. */
  protected push<E extends keyof OscarEvents>(event: E, payload: OscarEvents[E]): void {
    for (const listener of this.#listeners[event]) listener(payload);
  }
}
