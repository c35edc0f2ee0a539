/** The pages of the help that are written; the pages of failures and of keys are made from what the window itself uses. */
export const writtenPageIds = [
  'first-steps',
  'connecting',
  'teaching',
  'certificates',
  'running',
  'parameters',
  'preparing',
  'background',
  'results',
  'batch',
  'tables',
  'recipes',
  'watching',
  'review',
  'taking-away',
  'history',
  'moving',
  'privacy',
] as const;

/** A page of the help that is written. */
export type WrittenPageId = (typeof writtenPageIds)[number];

/** What to fix, for putting failures in order. */
export type TroubleGroup = 'connection' | 'sign-in' | 'input' | 'waiting' | 'result' | 'computer' | 'batch';

/** A part of a page. What stands in quotation marks is what the window calls it. */
export interface HelpSectionWords {
  readonly title: string;
  readonly paragraphs?: readonly string[];
  readonly steps?: readonly string[];
}

/** A page of the help. */
export interface HelpPageWords {
  readonly title: string;
  /** What the picture of the page shows, for those who don't see it. Pages with these words have a picture. */
  readonly picture?: string;
  readonly sections: readonly HelpSectionWords[];
}

/** Everything that the help says in a language. It is loaded when it is first opened. */
export interface HelpMessages {
  readonly title: string;
  readonly search: string;
  readonly pagesLabel: string;
  readonly nothingFound: (words: string) => string;
  readonly nothingFoundText: string;
  readonly close: string;
  readonly pages: Readonly<Record<WrittenPageId, HelpPageWords>>;
  readonly troubleshooting: {
    readonly title: string;
    readonly intro: HelpSectionWords;
    readonly groups: Readonly<Record<TroubleGroup, string>>;
    /** Names that the failures are told with. */
    readonly examples: { readonly file: string; readonly folder: string; readonly connection: string };
  };
  readonly keyboard: {
    readonly title: string;
    readonly intro: string;
    readonly commands: string;
    readonly command: string;
    readonly keys: string;
    readonly noKeys: string;
    readonly more: readonly HelpSectionWords[];
  };
}
