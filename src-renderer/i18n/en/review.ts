import { pluralOf } from '../plural';

const count = pluralOf('en');

/** Looking through a set of answers. */
export const reviewMessages = {
  review: {
    title: 'Your mark',
    columns: 'Columns',
    usualColumns: 'The usual columns',
    position: (place: string, total: string) => `${place} of ${total}`,
    single: 'One by one',
    reasons: 'Why there is no result',
    moreLabels: (labels: string) => `${labels} more`,
    fewerLabels: 'Fewer',
    facets: 'What the answers show',
    nothing: 'nothing found',
    unsure: 'unsure',
    leastScore: 'Least confidence',
    keep: 'Keep',
    wrong: 'Wrong',
    star: 'Star',
    undo: 'Undo mark',
    label: 'What it is instead',
    note: 'Note',
    marks: { keep: 'kept', wrong: 'wrong', starred: 'starred', corrected: 'corrected', noted: 'with a note' },
    saveReason: (howMany: number) =>
      count(howMany, { one: 'Save this file to a folder…', other: 'Save these files to a folder…' }),
    changed: 'Changed since',
    report: 'Update the report in the folder',
  },
};
