/** Looking through a set of answers. */
export const reviewMessages = {
  review: {
    title: 'Your mark',
    columns: 'Columns',
    usualColumns: 'The usual columns',
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
    report: 'Save the table',
  },
};
