import * as v from 'valibot';
import type { ConnectionLimits } from '../connection/profile';

/** What the limits of an answer may be, wherever they are set. */
export const limitValues = {
  /** Longest wait for an answer after the input was sent, in seconds. OSCAR's own parts give up after 300 s. */
  waitSeconds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400)),
  /** Longest time for an answer to arrive once it has begun, in seconds. It ends one that trickles for ever. */
  receiveSeconds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7 * 86_400)),
  /** Largest answer that is received, in bytes. */
  answerBytes: v.pipe(v.number(), v.safeInteger(), v.minValue(1024)),
};

/** Limits of answers in the place of those in the settings; what is absent is as the settings say. */
export const answerLimitsSchema = v.strictObject({
  waitSeconds: v.exactOptional(limitValues.waitSeconds),
  receiveSeconds: v.exactOptional(limitValues.receiveSeconds),
  answerBytes: v.exactOptional(limitValues.answerBytes),
});

/** Limits of answers in the place of those in the settings; what is absent is as the settings say. */
export type AnswerLimits = Readonly<v.InferOutput<typeof answerLimitsSchema>>;

/** The settings that hold the limits of all runs that have none of their own. */
interface UsualLimits {
  readonly waitLimitSeconds: number;
  readonly receiveLimitSeconds: number;
  readonly answerLimitBytes: number;
}

/** The limits that the settings hold. */
export function usualLimits(settings: UsualLimits): Required<AnswerLimits> {
  return {
    waitSeconds: settings.waitLimitSeconds,
    receiveSeconds: settings.receiveLimitSeconds,
    answerBytes: settings.answerLimitBytes,
  };
}

/** The settings with other limits. */
export function settingsOf({ waitSeconds, receiveSeconds, answerBytes }: AnswerLimits): Partial<UsualLimits> {
  return {
    ...(waitSeconds !== undefined && { waitLimitSeconds: waitSeconds }),
    ...(receiveSeconds !== undefined && { receiveLimitSeconds: receiveSeconds }),
    ...(answerBytes !== undefined && { answerLimitBytes: answerBytes }),
  };
}

/**
 * The limits that count for a run: its own, else those of the settings. A connection waits as long as it says, whatever the
 * settings say; a run of its own limits may wait less, and never more.
 */
export function limitsOfRun(
  own: AnswerLimits | undefined,
  connection: ConnectionLimits | undefined,
  settings: UsualLimits,
): Required<AnswerLimits> {
  const usual = usualLimits(settings);
  const ofConnection = connection?.waitSeconds;
  const waitSeconds = Math.min(own?.waitSeconds ?? ofConnection ?? usual.waitSeconds, ofConnection ?? Infinity);
  return { ...usual, ...own, waitSeconds };
}

/** Whether two sets of limits are the same. */
export function areSameLimits(one: AnswerLimits = {}, other: AnswerLimits = {}): boolean {
  return (
    one.waitSeconds === other.waitSeconds &&
    one.receiveSeconds === other.receiveSeconds &&
    one.answerBytes === other.answerBytes
  );
}
