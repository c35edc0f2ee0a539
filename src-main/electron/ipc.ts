import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import * as v from 'valibot';
import { channels, grantPathChannel, takePathsChannel, type Given, type OscarApi, type Reply } from '../contract/api';
import { eventChannels, type OscarEvents } from '../contract/events';
import { AppError, isAppError } from '../core/error';
import type { InputFile } from '../core/invocation';
import type { Logger } from '../core/ports';
import { argumentSchemas, grantedPathSchema, takenPathsSchema } from './argument-schemas';

type Value<R> = R extends Promise<Reply<infer T>> ? T : never;

/** What main does for each call of the contract: it takes checked arguments, and answers or throws an `AppError`. */
export type Handlers = {
  readonly [Call in keyof OscarApi]: (
    ...args: Parameters<OscarApi[Call]>
  ) => Promise<Value<ReturnType<OscarApi[Call]>>>;
};

/** What main does with paths that the preload hands over. */
export interface PathHandlers {
  readonly grantPath: (path: string) => Promise<InputFile>;
  readonly takePaths: (paths: readonly string[]) => Promise<Given>;
}

/** Who may call, and where unforeseen errors go. */
export interface IpcOptions {
  readonly log: Logger;
  /** Whether an address is a page of this app. */
  readonly isOwnPage: (url: string) => boolean;
}

/** Answers every call of the contract. Nothing is thrown across the border: failures are values. */
export function registerHandlers(
  handlers: Handlers,
  { grantPath, takePaths }: PathHandlers,
  options: IpcOptions,
): void {
  for (const call of Object.keys(channels) as (keyof OscarApi)[]) {
    const handler = handlers[call] as (...args: readonly unknown[]) => Promise<unknown>;
    handle(channels[call], argumentSchemas[call], handler, options);
  }
  handle(grantPathChannel, grantedPathSchema, grantPath as (...args: readonly unknown[]) => Promise<unknown>, options);
  handle(takePathsChannel, takenPathsSchema, takePaths as (...args: readonly unknown[]) => Promise<unknown>, options);
}

/** Tells a page of an event. A window that has gone needs no news. */
export function pushEvent<E extends keyof OscarEvents>(page: WebContents, event: E, payload: OscarEvents[E]): void {
  if (!page.isDestroyed()) page.send(eventChannels[event], payload);
}

function handle(
  channel: string,
  schema: v.GenericSchema<unknown, readonly unknown[]>,
  handler: (...args: readonly unknown[]) => Promise<unknown>,
  { log, isOwnPage }: IpcOptions,
): void {
  ipcMain.handle(channel, async (event, ...args: unknown[]): Promise<Reply<unknown>> => {
    try {
      assertOwnMainFrame(event, isOwnPage);
      return { ok: true, value: await handler(...checked(schema, args)) };
    } catch (error) {
      if (!isAppError(error)) return { ok: false, error: { code: 'internal', reference: log.error(channel, error) } };
      if (error.cause !== undefined) log.warn(channel, { error: error.info, cause: error.cause });
      return { ok: false, error: error.info };
    }
  });
}

/** The library's own error holds the arguments themselves, which can be secrets: only where they are wrong is told. */
function checked(schema: v.GenericSchema<unknown, readonly unknown[]>, args: readonly unknown[]): readonly unknown[] {
  const { success, output, issues } = v.safeParse(schema, args);
  if (success) return output;
  throw new Error(`Unexpected arguments at ${issues.map((issue) => v.getDotPath(issue) ?? 'the top').join(', ')}`);
}

function assertOwnMainFrame({ senderFrame, sender }: IpcMainInvokeEvent, isOwnPage: (url: string) => boolean): void {
  if (senderFrame && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url)) return;
  throw new AppError({ code: 'internal', reference: 'sender' });
}
