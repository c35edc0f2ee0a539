import { BrowserWindow, session } from 'electron';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { SoundJob, SoundJobOutcome } from '../adapters/sounds/sound-jobs';
import type { SoundProcess } from '../adapters/sounds/sound-processes';
import { SoundRefusal, SoundTransfer } from '../adapters/sounds/sound-transfer';
import { appScheme } from './app-protocol';
import { decodingEndSchema, soundChannels } from './sound-channels';

const pageUrl = `${appScheme}://sounds/`;
/** The content security policy of a page that loads nothing. */
const pageHeaders = { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'" };

/**
 * Opens a hidden window in which Chromium decodes sounds. A hostile file can harm only the process of this window, and this
 * process can be ended. The window has an empty page, a session of its own without network, and no access to files: it gets
 * bytes over its channels only.
 */
export function openSoundWindow(): SoundProcess {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      preload: join(__dirname, '../preload/sound-decoder.cjs'),
      session: closedSession(),
      sandbox: true,
      backgroundThrottling: false,
      spellcheck: false,
    },
  });
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  let transfer: SoundTransfer | undefined;
  let onOutcome: (outcome: SoundJobOutcome) => void = () => undefined;
  let onSign: () => void = () => undefined;
  let onExit: () => void = () => undefined;
  webContents.on('render-process-gone', () => onExit());
  window.on('closed', () => onExit());
  const loaded = window.loadURL(pageUrl);
  // If the page can't be loaded, the job fails with this error.
  loaded.catch(() => undefined);

  /** Runs an action for the current job. If it throws, the job ends with this error. */
  const forJob = async <T>(action: (transfer: SoundTransfer) => Promise<T>): Promise<T | undefined> => {
    try {
      if (!transfer) return undefined;
      return await action(transfer);
    } catch (error) {
      await settle(outcomeOf(error));
      return undefined;
    }
  };
  const settle = async (outcome: SoundJobOutcome) => {
    await close();
    onOutcome(outcome);
  };
  const close = async () => {
    const closing = transfer;
    transfer = undefined;
    await closing?.close().catch(() => undefined);
  };

  const begin = async (job: SoundJob) => {
    transfer = await SoundTransfer.open(job, () => onSign());
    await loaded;
    if (window.isDestroyed()) {
      // The window was closed meanwhile, so nothing waits for the copy.
      await close();
      await rm(job.to, { force: true });
    } else webContents.send(soundChannels.begin, transfer.sizeBytes);
  };

  webContents.ipc.handle(soundChannels.read, (_event, start: unknown, end: unknown) =>
    forJob((current) => current.read(start, end)),
  );
  webContents.ipc.handle(soundChannels.write, (_event, samples: unknown) =>
    forJob((current) => current.write(samples)),
  );
  webContents.ipc.on(soundChannels.end, (_event, answer: unknown) => {
    void forJob(async (current) => {
      const end = v.parse(decodingEndSchema, answer);
      if ('problem' in end) throw new SoundRefusal(end.problem);
      const value = await current.finish(end.decoded);
      await settle({ value });
    });
  });

  return {
    post: (job) => void begin(job).catch((error: unknown) => settle(outcomeOf(error))),
    onOutcome: (listener) => (onOutcome = listener),
    onSign: (listener) => (onSign = listener),
    onExit: (listener) => (onExit = listener),
    kill: () => {
      void close();
      if (!window.isDestroyed()) window.destroy();
    },
  };
}

/** A session that can load only the one empty page, and gets no permissions. */
function closedSession(): Electron.Session {
  const closed = session.fromPartition('sounds', { cache: false });
  if (closed.protocol.isProtocolHandled(appScheme)) return closed;
  closed.protocol.handle(appScheme, () => new Response('<!doctype html>', { headers: pageHeaders }));
  closed.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: url !== pageUrl }));
  closed.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  closed.setPermissionCheckHandler(() => false);
  return closed;
}

function outcomeOf(error: unknown): SoundJobOutcome {
  if (error instanceof SoundRefusal) return { problem: error.problem };
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  // Errors without a code of the system come from checking what the decoder sent.
  return typeof code === 'string' ? { errno: code, message: String(message) } : { problem: 'damaged' };
}
