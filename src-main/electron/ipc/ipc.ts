import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { Handlers, Reply } from '../../contract/ground/call';
import type { CallName, Calls, EarlyCall } from '../../contract/ground/calls';
import { eventChannel, type OscarEvents } from '../../contract/ground/events';
import { AppError, isAppError } from '../../core/ground/error';
import type { Logger } from '../../core/ground/ports';

/** Handles a call whose arguments have not been checked yet. */
export type UncheckedHandler = (args: readonly unknown[]) => Promise<unknown>;

/** The handlers of the calls of the page, by call. */
export type CallHandlers = ReadonlyMap<CallName, UncheckedHandler>;

/** The page that may call, and the log for unexpected errors. */
export interface IpcOptions {
  readonly log: Logger;
  /** Whether an address is a page of this app. */
  readonly isOwnPage: (url: string) => boolean;
}

/**
 * Handles every call of the contract. Nothing is thrown across IPC: failures are values.
 *
 * @param program loads the handlers of all other calls; asked for with the first such call
 */
export function handleCalls(
  early: Pick<Handlers<Calls>, EarlyCall>,
  program: () => Promise<CallHandlers>,
  { log, isOwnPage }: IpcOptions,
): void {
  const handle = (channel: string, handler: UncheckedHandler) =>
    ipcMain.handle(channel, async (event, ...args: unknown[]): Promise<Reply<unknown>> => {
      try {
        assertOwnMainFrame(event, isOwnPage);
        return { ok: true, value: await handler(args) };
      } catch (error) {
        if (!isAppError(error)) return { ok: false, error: { code: 'internal', reference: log.error(channel, error) } };
        if (error.cause !== undefined) log.warn(channel, { error: error.info, cause: error.cause });
        return { ok: false, error: error.info };
      }
    });
  const { getSettings, ...others } = callChannels;
  handle(getSettings, () => early.getSettings());
  for (const [call, channel] of Object.entries(others)) {
    handle(channel, async (args) => (await program()).get(call as CallName)?.(args));
  }
}

/** Sends an event to a page, unless its window has been closed. */
export function sendEvent<E extends keyof OscarEvents>(page: WebContents, event: E, payload: OscarEvents[E]): void {
  if (!page.isDestroyed()) page.send(eventChannel(event), payload);
}

function assertOwnMainFrame({ senderFrame, sender }: IpcMainInvokeEvent, isOwnPage: (url: string) => boolean): void {
  if (senderFrame && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url)) return;
  throw new AppError({ code: 'internal', reference: 'sender' });
}
