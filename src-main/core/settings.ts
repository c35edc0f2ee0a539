import * as v from 'valibot';

const defaults = {
  waitLimitSeconds: 300,
  retriesEnabled: true,
  answerLimitBytes: 16e9,
} as const;

/** What the user can change, each part with its limits and its default. */
export const settingsSchema = v.object({
  /** Longest wait for an answer after the input was sent, in seconds. OSCAR's own parts give up after 300 s. */
  waitLimitSeconds: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400)),
    defaults.waitLimitSeconds,
  ),
  /** Whether an invocation that can't have run is tried again by itself. */
  retriesEnabled: v.optional(v.boolean(), defaults.retriesEnabled),
  /** Largest answer that is received, in bytes. */
  answerLimitBytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1024)), defaults.answerLimitBytes),
  /** The connection that was used last, so that the window opens with it. */
  lastProfileId: v.exactOptional(v.pipe(v.string(), v.maxLength(100))),
});

/** What the user can change. */
export type Settings = v.InferOutput<typeof settingsSchema>;

/** Settings of a new installation. */
export const defaultSettings: Settings = v.parse(settingsSchema, {});
