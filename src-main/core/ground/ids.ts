/** Names a recent file for as long as the program runs. */
export type RecentFileId = string;

/** Identifies a connection file that was opened. */
export type OpenedFileId = string;

/** Identifies a configuration that was read and not yet imported. */
export type ImportId = string;

/** Identifies a profile. */
export type ProfileId = string;

/** Identifies a sign-in by an institute's page until its tokens are kept; a lower-case UUID. */
export type SignInId = string;

/** Identifies one invocation; a lower-case UUID. */
export type InvocationId = string;

/** Identifies a background job, and the invocation in the history that its result becomes; a lower-case UUID. */
export type JobId = InvocationId;

/** Identifies a file that the user picked or dropped, so that no path has to leave the main process. */
export type InputFileId = string;

/** Identifies one batch; a lower-case UUID. */
export type BatchId = string;

/** Identifies a folder that is watched; a lower-case UUID. */
export type WatchId = string;
