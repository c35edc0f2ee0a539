import type { MessagePort, Worker } from 'node:worker_threads';
import type { EncodedCopy, PicturePixels, PictureSource, WantedCopy } from '../core/input/picture';
import type { PracticePictures } from './practice-service';

/** Work for the picture library. Only the main thread can start its processes, so the thread of the practice cluster sends it there. */
type PictureTask =
  | { readonly kind: 'copies'; readonly source: PictureSource; readonly wanted: readonly WantedCopy[] }
  | { readonly kind: 'pixels'; readonly source: PictureSource; readonly longestSidePx: number };

interface PictureRequest {
  readonly id: number;
  readonly task: PictureTask;
}

interface PictureResponse {
  readonly id: number;
  /** Left out if the picture is refused. */
  readonly value?: readonly EncodedCopy[] | PicturePixels;
}

/** The picture library in the thread of the practice cluster: sends each task to the main thread. */
export class RemotePictures implements PracticePictures {
  readonly #pending = new Map<number, (response: PictureResponse) => void>();
  #lastId = 0;

  constructor(private readonly port: Pick<MessagePort, 'on' | 'postMessage'>) {
    port.on('message', (response: PictureResponse) => {
      this.#pending.get(response.id)?.(response);
      this.#pending.delete(response.id);
    });
  }

  async copies(source: PictureSource, wanted: readonly WantedCopy[]): Promise<readonly EncodedCopy[]> {
    return (await this.#send({ kind: 'copies', source, wanted })) as readonly EncodedCopy[];
  }

  async pixels(source: PictureSource, longestSidePx: number): Promise<PicturePixels> {
    return (await this.#send({ kind: 'pixels', source, longestSidePx })) as PicturePixels;
  }

  async #send(task: PictureTask): Promise<unknown> {
    const id = (this.#lastId += 1);
    const { value } = await new Promise<PictureResponse>((resolve) => {
      this.#pending.set(id, resolve);
      this.port.postMessage({ id, task } satisfies PictureRequest);
    });
    if (value === undefined) throw new Error('The picture is refused.');
    return value;
  }
}

/** Does in the main thread what the thread of the practice cluster requests. */
export function servePictureRequests(worker: Worker, pictures: PracticePictures): void {
  const run = (task: PictureTask) =>
    task.kind === 'copies'
      ? pictures.copies(task.source, task.wanted)
      : pictures.pixels(task.source, task.longestSidePx);
  worker.on('message', (message: Partial<PictureRequest>) => {
    const { id, task } = message;
    if (id === undefined || task === undefined) return;
    run(task).then(
      (value) => worker.postMessage({ id, value } satisfies PictureResponse),
      // Sent without the reason: the practice program prints the same sentence for all reasons.
      () => worker.postMessage({ id } satisfies PictureResponse),
    );
  });
}
