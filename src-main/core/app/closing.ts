/** What the user can decide about a batch that runs when its window is closed. */
export const closingChoices = ['keep-working', 'pause', 'stop', 'stay'] as const;

/** What to do with a batch that runs when its window is closed. */
export type ClosingChoice = (typeof closingChoices)[number];
