import { protocol } from 'electron';

/** The oldest Electron line that still gets security fixes: users have this or a newer one. */
const oldestSupportedElectron = 45;

/** Whether this is an old Electron, which is there for development and tests only. */
export const isDevelopmentRuntime = Number.parseInt(process.versions.electron ?? '0', 10) < oldestSupportedElectron;

/** A file of the page, as both ways of serving one want it. */
export interface ServedFile {
  readonly data: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Serves a scheme through a call that newer Electrons deprecate. In this one `protocol.handle` loads Node's fetch for the
 * first file and makes objects of it for each: a tenth of a start.
 */
export function serveThroughBuffers(
  scheme: string,
  find: (method: string, url: string) => Promise<ServedFile | undefined>,
): void {
  protocol.registerBufferProtocol(scheme, ({ method, url }, respond) => {
    void find(method, url).then((file) => respond(file ?? { statusCode: 404, data: Buffer.alloc(0) }));
  });
}
