import { withoutNonNumbers } from '../../../src-main/contract/findings';
import { outlineJson, type JsonOutline } from './json-outline';
import { fetchRange } from '../text/text-pages.svelte';

/** A JSON text with the places of its values. */
export interface JsonDocument {
  readonly text: string;
  readonly outline: JsonOutline;
  /** Whether it contains NaN or Infinity, which JSON doesn't allow. */
  readonly hasNonNumbers: boolean;
}

/** What the worker is asked. */
export interface JsonTask {
  readonly url: string;
  readonly sizeBytes: number;
  readonly charset: string;
}

/** From this size on, a worker reads the text, because reading would block the window. */
const largeBytes = 512 * 1024;

/** Loads and reads JSON; `undefined` where it is none. @throws TypeError when the bytes can't be had */
export async function loadJson(task: JsonTask): Promise<JsonDocument | undefined> {
  return task.sizeBytes < largeBytes ? readJson(task) : readElsewhere(task);
}

/** The same in the calling thread. */
export async function readJson({ url, sizeBytes, charset }: JsonTask): Promise<JsonDocument | undefined> {
  const text = new TextDecoder(charset).decode(await fetchRange(url, 0, sizeBytes));
  const outline = outlineJson(text);
  return outline && { text, outline, hasNonNumbers: withoutNonNumbers(text) !== text };
}

function readElsewhere(task: JsonTask): Promise<JsonDocument | undefined> {
  const worker = new Worker(new URL('./json-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<JsonDocument | undefined>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<JsonDocument | undefined>) => resolve(event.data);
    worker.onerror = reject;
    worker.postMessage(task);
  }).finally(() => worker.terminate());
}
