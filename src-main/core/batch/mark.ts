import * as v from 'valibot';

const longestLabel = 200;
const longestNote = 2_000;

/** What each part of a mark has to be. */
const parts = {
  /** Whether the answer is right. */
  opinion: v.picklist(['keep', 'wrong']),
  isStarred: v.literal(true),
  /** What it is instead of what the service says. */
  label: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestLabel)),
  note: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestNote)),
};

/** What a person says of an answer. */
export const markSchema = v.strictObject({
  opinion: v.exactOptional(parts.opinion),
  isStarred: v.exactOptional(parts.isStarred),
  label: v.exactOptional(parts.label),
  note: v.exactOptional(parts.note),
});

/** What a person says of an answer; empty where it says nothing any more. */
export type Mark = v.InferOutput<typeof markSchema>;

/** A change of some parts of a mark; `null` takes a part away. */
export const markChangeSchema = v.strictObject({
  opinion: v.exactOptional(v.nullable(parts.opinion)),
  isStarred: v.exactOptional(v.nullable(parts.isStarred)),
  label: v.exactOptional(v.nullable(parts.label)),
  note: v.exactOptional(v.nullable(parts.note)),
});

/** A change of some parts of a mark; `null` takes a part away. */
export type MarkChange = v.InferOutput<typeof markChangeSchema>;

/** A mark after a change; the other parts stay as they are. */
export function changedMark(mark: Mark | undefined, change: MarkChange): Mark {
  const changed = Object.entries({ ...mark, ...change }).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(changed) as Mark;
}

/** Marks after the same change of all; an opinion or a star that all of them have already is taken away. Words stay. */
export function changedMarks(marks: readonly ItemMark[], change: MarkChange): readonly ItemMark[] {
  const said = Object.entries(change) as [keyof Mark, Mark[keyof Mark] | null][];
  const isOnAll =
    said.every(([part]) => part !== 'label' && part !== 'note') &&
    marks.every(({ mark }) => said.every(([part, value]) => mark[part] === value));
  const wanted: MarkChange = isOnAll ? Object.fromEntries(said.map(([part]) => [part, null])) : change;
  return marks.map(({ item, mark }) => ({ item, mark: changedMark(mark, wanted) }));
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
