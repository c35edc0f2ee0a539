import type { InputFile } from '../run/invocation';

/** Names of the sample inputs that come with the app. */
export const sampleIds = ['leaf', 'sentence', 'message'] as const;

/** Names one of the sample inputs that come with the app. */
export type SampleId = (typeof sampleIds)[number];

/** A sample: a file like any other the user picked, or text to be put into the editor. */
export type Sample =
  | { readonly kind: 'file'; readonly file: InputFile }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'json'; readonly text: string };
