import type { SentFile } from '../../src-main/core/run/invocation';

/** What was sent, to be shown beside the result. */
export type SentInput =
  { readonly kind: 'file'; readonly file: SentFile } | { readonly kind: 'text'; readonly text: string };

/** The ways a result can be shown. */
export type ShowAs = 'automatic' | 'text' | 'json' | 'table' | 'image' | 'audio' | 'hex' | 'received';
