import { utilityProcess } from 'electron';
import { join } from 'node:path';
import type { PictureProcess } from '../adapters/pictures/picture-processes';
import type { PictureJobOutcome } from '../adapters/pictures/picture-jobs';

/** Starts a process of Electron that decodes pictures, and nothing else. */
export function forkPictureProcess(): PictureProcess {
  const child = utilityProcess.fork(join(__dirname, 'picture-worker.cjs'), [], {
    serviceName: 'Pictures',
    stdio: 'ignore',
  });
  return {
    post: (job) => child.postMessage(job),
    // One listener at a time, since a process does one job at a time.
    onOutcome: (listener) =>
      void child.removeAllListeners('message').on('message', listener as (outcome: PictureJobOutcome) => void),
    onExit: (listener) => void child.removeAllListeners('exit').on('exit', listener),
    kill: () => void child.kill(),
  };
}
