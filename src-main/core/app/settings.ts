import * as v from 'valibot';
import { spreadsheetForms } from '../batch/spreadsheet';
import { retentionBytes, retentionDays } from '../history/history';
import { limitValues } from '../run/limits';

/** What a value of each setting has to be. */
const values = {
  waitLimitSeconds: limitValues.waitSeconds,
  receiveLimitSeconds: limitValues.receiveSeconds,
  /** Whether an invocation that can't have run is tried again by itself. */
  retriesEnabled: v.boolean(),
  answerLimitBytes: limitValues.answerBytes,
  /** How long results stay, in days; 0 until the program ends. */
  keepDays: v.picklist(retentionDays),
  /** How much room results may take, in bytes. */
  keepBytes: v.picklist(retentionBytes),
  /** Whether a file that tells where it came from is saved beside each result. */
  savesProvenance: v.boolean(),
  /** Patterns of names that no list takes up from a folder, see `fitsPattern`. */
  leftOutNames: v.pipe(v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))), v.maxLength(100)),
  /** How tables of a report are written; `system` is what spreadsheet programs of the computer's region read. */
  spreadsheetForm: v.picklist(['system', ...spreadsheetForms]),
  /** Whether the system tells when a list of files is finished while the window is not in use. */
  tellsWhenFinished: v.boolean(),
  /** Language of the window, as a BCP 47 tag; `system` is that of the computer. */
  language: v.picklist(['system', 'en', 'es']),
  /** Colours of the window; `system` is light or dark as the computer is. */
  theme: v.picklist(['system', 'light', 'dark', 'high-contrast']),
  /** How much of the width the input has beside its result, once the user moved the divider; 0 before, and the window decides. */
  inputShare: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** The same of a list of files. */
  listShare: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** Whether the way to a first result was seen, or skipped. */
  knowsFirstSteps: v.boolean(),
  /** The connection that was used last, so that the window opens with it. */
  lastProfileId: v.pipe(v.string(), v.maxLength(100)),
};

/** The settings, with the defaults of what is missing. */
export const settingsSchema = v.object({
  waitLimitSeconds: v.optional(values.waitLimitSeconds, 300),
  receiveLimitSeconds: v.optional(values.receiveLimitSeconds, 3600),
  retriesEnabled: v.optional(values.retriesEnabled, true),
  answerLimitBytes: v.optional(values.answerLimitBytes, 16e9),
  keepDays: v.optional(values.keepDays, 90),
  keepBytes: v.optional(values.keepBytes, 20e9),
  savesProvenance: v.optional(values.savesProvenance, false),
  leftOutNames: v.optional(values.leftOutNames, []),
  spreadsheetForm: v.optional(values.spreadsheetForm, 'system'),
  tellsWhenFinished: v.optional(values.tellsWhenFinished, true),
  language: v.optional(values.language, 'system'),
  theme: v.optional(values.theme, 'system'),
  inputShare: v.optional(values.inputShare, 0),
  listShare: v.optional(values.listShare, 0),
  knowsFirstSteps: v.optional(values.knowsFirstSteps, false),
  lastProfileId: v.exactOptional(values.lastProfileId),
});

/** Some of the settings, as a change to the others. */
export const settingsChangeSchema = v.strictObject({
  waitLimitSeconds: v.exactOptional(values.waitLimitSeconds),
  receiveLimitSeconds: v.exactOptional(values.receiveLimitSeconds),
  retriesEnabled: v.exactOptional(values.retriesEnabled),
  answerLimitBytes: v.exactOptional(values.answerLimitBytes),
  keepDays: v.exactOptional(values.keepDays),
  keepBytes: v.exactOptional(values.keepBytes),
  savesProvenance: v.exactOptional(values.savesProvenance),
  leftOutNames: v.exactOptional(values.leftOutNames),
  spreadsheetForm: v.exactOptional(values.spreadsheetForm),
  tellsWhenFinished: v.exactOptional(values.tellsWhenFinished),
  language: v.exactOptional(values.language),
  theme: v.exactOptional(values.theme),
  inputShare: v.exactOptional(values.inputShare),
  listShare: v.exactOptional(values.listShare),
  knowsFirstSteps: v.exactOptional(values.knowsFirstSteps),
  lastProfileId: v.exactOptional(values.lastProfileId),
});

/** What the user can change. */
export type Settings = v.InferOutput<typeof settingsSchema>;

/** Settings of a new installation. */
export const defaultSettings: Settings = v.parse(settingsSchema, {});
