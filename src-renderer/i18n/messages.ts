/** What a failure is told with: what happened and to what, then what to do next. */
export interface ErrorMessage {
  readonly headline: string;
  readonly nextStep: string;
}

/** A service as people call it. */
export interface ServiceWords {
  readonly title: string;
  readonly purpose: string;
}
