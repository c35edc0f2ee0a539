import * as v from 'valibot';

const longestLabel = 200;
const longestNote = 2_000;

/** What a person says of an answer. */
export const markSchema = v.strictObject({
  /** Whether the answer is right. */
  opinion: v.exactOptional(v.picklist(['keep', 'wrong'])),
  isStarred: v.exactOptional(v.literal(true)),
  /** What it is instead of what the service says. */
  label: v.exactOptional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestLabel))),
  note: v.exactOptional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestNote))),
});

/** What a person says of an answer; empty where it says nothing any more. */
export type Mark = v.InferOutput<typeof markSchema>;

/** A change of some parts of a mark; `null` takes a part away. */
export type MarkChange = { readonly [Part in keyof Mark]?: Mark[Part] | null };

/** A mark after a change; the other parts stay as they are. */
export function changedMark(mark: Mark | undefined, change: MarkChange): Mark {
  const parts = Object.entries({ ...mark, ...change }).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(parts) as Mark;
}

/** Whether a mark says nothing. */
export function isUnmarked(mark: Mark | undefined): boolean {
  return mark === undefined || Object.keys(mark).length === 0;
}

/** A mark of one item of a batch. */
export interface ItemMark {
  readonly item: number;
  readonly mark: Mark;
}
