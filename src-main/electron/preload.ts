import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Reply } from '../contract/ground/call';
import type { OscarBridge } from '../contract/ground/bridge';
import type { OscarApi } from '../contract/ground/calls';
import { eventChannel, type OscarEvents } from '../contract/ground/events';
import type { AcceptedInput } from '../core/batch/batch';
import type { InputFile } from '../core/run/invocation';

/** A file of the page. Old runtimes keep its path on it, newer ones tell it on request; this side has no DOM types. */
interface PageFile {
  readonly name: string;
  readonly path?: string;
}

declare const File: new () => PageFile;

/** The path of a file that came from the system; empty for one that a script made, and for what only looks like a file. */
function pathOf(file: PageFile): string {
  if (!(file instanceof File)) return '';
  const { getPathForFile } = (webUtils as typeof webUtils | undefined) ?? {};
  return (getPathForFile?.(file as Parameters<typeof getPathForFile>[0]) ?? file.path) || '';
}

const { grantPath, takePaths, ...channels } = callChannels;
const calls = Object.fromEntries(
  Object.entries(channels).map(([call, channel]) => [
    call,
    (...args: unknown[]) => ipcRenderer.invoke(channel, ...args),
  ]),
) as unknown as OscarApi;

const bridge: OscarBridge<PageFile> = {
  ...calls,
  async grantFile(file): Promise<Reply<InputFile>> {
    const path = pathOf(file);
    if (path === '') {
      return { ok: false, error: { code: 'file-unreadable', file: String(file.name), problem: 'not-a-file' } };
    }
    return ipcRenderer.invoke(grantPath, path);
  },
  async takeFiles(files, into): Promise<Reply<AcceptedInput>> {
    const paths = files.map(pathOf).filter((path) => path !== '');
    if (paths.length > 0) return ipcRenderer.invoke(takePaths, paths, into);
    return { ok: false, error: { code: 'file-unreadable', file: String(files[0]?.name ?? ''), problem: 'not-a-file' } };
  },
  on(event, listener) {
    const relay = (_event: unknown, payload: OscarEvents[typeof event]) => listener(payload);
    ipcRenderer.on(eventChannel(event), relay);
    return () => ipcRenderer.removeListener(eventChannel(event), relay);
  },
};

contextBridge.exposeInMainWorld('oscar', bridge);
