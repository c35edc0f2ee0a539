import { readJson, type JsonTask } from './json-document';

self.onmessage = async ({ data }: MessageEvent<JsonTask>) => {
  const document = await readJson(data);
  self.postMessage(document, { transfer: document ? [document.outline.fields.buffer] : [] });
};

// A rejected promise in a worker doesn't reach the other thread; an exception does, as an error event.
self.onunhandledrejection = (event) => {
  throw event.reason;
};
