import type { MessagePort, Worker } from 'node:worker_threads';
import type { EncodedCopy, PicturePixels, PictureSource, WantedCopy } from '../core/input/picture';
import type { PracticePictures } from './practice-service';

/** What the practice cluster's thread asks of the picture library, which only the main thread can start processes for. */
type Question =
  | { readonly kind: 'copies'; readonly source: PictureSource; readonly wanted: readonly WantedCopy[] }
  | { readonly kind: 'pixels'; readonly source: PictureSource; readonly longestSidePx: number };

interface Asked {
  readonly id: number;
  readonly question: Question;
}

interface Answered {
  readonly id: number;
  /** Left out where the picture is refused. */
  readonly value?: readonly EncodedCopy[] | PicturePixels;
}

/** The picture library as the practice cluster's thread has it: it asks the main thread. */
export class AskedPictures implements PracticePictures {
  readonly #waiting = new Map<number, (answer: Answered) => void>();
  #lastId = 0;

  constructor(private readonly port: Pick<MessagePort, 'on' | 'postMessage'>) {
    port.on('message', (answer: Answered) => {
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
  }

  async copies(source: PictureSource, wanted: readonly WantedCopy[]): Promise<readonly EncodedCopy[]> {
    return (await this.#ask({ kind: 'copies', source, wanted })) as readonly EncodedCopy[];
  }

  async pixels(source: PictureSource, longestSidePx: number): Promise<PicturePixels> {
    return (await this.#ask({ kind: 'pixels', source, longestSidePx })) as PicturePixels;
  }

  async #ask(question: Question): Promise<unknown> {
    const id = (this.#lastId += 1);
    const { value } = await new Promise<Answered>((resolve) => {
      this.#waiting.set(id, resolve);
      this.port.postMessage({ id, question } satisfies Asked);
    });
    if (value === undefined) throw new Error('The picture is refused.');
    return value;
  }
}

/** Answers what the practice cluster's thread asks of the picture library. */
export function answerPictureQuestions(worker: Worker, pictures: PracticePictures): void {
  const answer = (question: Question) =>
    question.kind === 'copies'
      ? pictures.copies(question.source, question.wanted)
      : pictures.pixels(question.source, question.longestSidePx);
  worker.on('message', (message: Partial<Asked>) => {
    const { id, question } = message;
    if (id === undefined || question === undefined) return;
    answer(question).then(
      (value) => worker.postMessage({ id, value } satisfies Answered),
      // Why does not matter to a program, which prints one sentence for all of it.
      () => worker.postMessage({ id } satisfies Answered),
    );
  });
}
