import type { AnswerFields } from '../answer/fields';
import type { Mark } from './mark';

/** What a facet looks at in an item. */
export interface FacetedItem {
  readonly fields?: AnswerFields;
  readonly mark?: Mark;
}

/** What an answer says of its input: its labels; `nothing` was found; or the service is not sure enough of any label. */
export type Finding = readonly string[] | 'nothing' | 'unsure';

/**
 * What an item shows. A person's word counts more than the service's, whatever the service's score.
 * @param leastScore how sure the service has to be, 0 to 1; a label without a score always counts
 * @returns `undefined` for an item whose answer has no labels
 */
export function findingOf({ fields, mark }: FacetedItem, leastScore: number): Finding | undefined {
  if (mark?.label !== undefined) return [mark.label];
  if (fields?.form !== 'findings' && fields?.form !== 'scores') return undefined;
  if (fields.labels.length === 0) return 'nothing';
  // An answer with scores lists every label it knows, the most likely first. Only that one is its answer.
  const sure: string[] = [];
  for (const { label, score } of fields.labels) {
    if (score === undefined || score >= leastScore) sure.push(label);
    if (fields.form === 'scores') break;
  }
  return sure.length === 0 ? 'unsure' : sure;
}

/** How sure the service is of what an item shows; `undefined` where it doesn't say, or a person said something else. */
export function scoreOf({ fields, mark }: FacetedItem): number | undefined {
  return mark?.label === undefined ? fields?.labels[0]?.score : undefined;
}

/** How many items of a set show each label. An item with several labels counts for each of them. */
export interface LabelCounts {
  /** The most frequent first. */
  readonly labels: readonly { readonly label: string; readonly count: number }[];
  /** Items in which the service found nothing. */
  readonly nothing: number;
  /** Items of which the service is not sure enough. */
  readonly unsure: number;
}

/** Counts labels over a set. @param leastScore how sure the service has to be, 0 to 1 */
export function countLabels(items: Iterable<FacetedItem>, leastScore: number): LabelCounts {
  const counts = new Map<string, number>();
  let nothing = 0;
  let unsure = 0;
  for (const item of items) {
    const finding = findingOf(item, leastScore);
    if (finding === 'nothing') nothing += 1;
    else if (finding === 'unsure') unsure += 1;
    else for (const label of finding ?? []) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const labels = [...counts].map(([label, count]) => ({ label, count }));
  labels.sort((one, other) => other.count - one.count || (one.label < other.label ? -1 : 1));
  return { labels, nothing, unsure };
}
