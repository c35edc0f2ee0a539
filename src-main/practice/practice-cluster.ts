import { Worker } from 'node:worker_threads';
import type { PracticeCluster } from '../core/connection/ports';
import { servePictureRequests } from './remote-pictures';
import type { PracticePictures } from './practice-service';
import type { PracticeAccess } from './practice-server';

/**
 * The practice cluster in its own thread, so that its services never block the app. It starts with the
 * first `open()`, and with the first one after a crash anew, at another address and with other credentials.
 */
export class WorkerPracticeCluster implements PracticeCluster {
  #running: { readonly worker: Worker; readonly access: Promise<PracticeAccess> } | undefined;

  /** @param workerFile the bundled `practice-worker`, as an absolute path or a `file:` URL */
  constructor(
    private readonly workerFile: string | URL,
    private readonly pictures: PracticePictures,
  ) {}

  open(): Promise<PracticeAccess> {
    this.#running ??= this.#start();
    return this.#running.access;
  }

  async close(): Promise<void> {
    const worker = this.#running?.worker;
    this.#running = undefined;
    await worker?.terminate();
  }

  #start(): { worker: Worker; access: Promise<PracticeAccess> } {
    const worker = new Worker(this.workerFile);
    servePictureRequests(worker, this.pictures);
    worker.once('exit', () => {
      if (this.#running?.worker === worker) this.#running = undefined;
    });
    return { worker, access: accessTo(worker) };
  }
}

function accessTo(worker: Worker): Promise<PracticeAccess> {
  return new Promise((resolve, reject) => {
    worker.once('message', (access: PracticeAccess) => resolve(access));
    // The listener is never removed: an error event without a listener would end the app. After the start, only the exit event
    // that follows matters.
    worker.on('error', reject);
    worker.once('exit', () => reject(new Error('The practice cluster ended before it was open.')));
  });
}
