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
/** The policy of a page that has nothing to load. */
const pageHeaders = { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'" };

/**
 * Opens a window that nobody sees, in which Chromium decodes sounds: its process is the one that can be ended, and the one
 * that a hostile file harms. It has an empty page, a session of its own without a network, and no file but what comes over
 * its channels.
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
  // Where it can't be loaded, the job says so.
  loaded.catch(() => undefined);

  /** Does something for the job under way; what goes wrong is its outcome. */
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
      // It was ended meanwhile, and nobody waits for the copy that was begun.
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

/** A session that asks for nothing and reaches nothing but the one page, which is empty. */
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
  // What is not the system's word came from the decoder, and is not what it should be.
  return typeof code === 'string' ? { errno: code, message: String(message) } : { problem: 'damaged' };
}
