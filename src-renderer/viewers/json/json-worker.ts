import { readJson, type JsonTask } from './json-document';

self.onmessage = async ({ data }: MessageEvent<JsonTask>) => {
  const document = await readJson(data);
  self.postMessage(document, { transfer: document ? [document.outline.fields.buffer] : [] });
};

// A rejection in a worker is no error for whoever waits; an exception is.
self.onunhandledrejection = (event) => {
  throw event.reason;
};
