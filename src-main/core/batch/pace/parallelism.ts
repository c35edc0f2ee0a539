/** How many items of a batch run at the same time, and what was learned so far. */
export interface Parallelism {
  readonly atOnce: number;
  /** Most that the service and the user allow. */
  readonly ceiling: number;
  /** The level before the last increase, and its rate in answers per millisecond. */
  readonly below: { readonly atOnce: number; readonly rate: number };
  /** Answers of the present round, and the time they took together. */
  readonly answers: number;
  readonly busyMs: number;
  /** Number of answers still expected from requests sent at the previous level. */
  readonly outstanding: number;
  /** Whether the level doubles. Once a doubling brought too little, it goes up one by one. */
  readonly isDoubling: boolean;
  /** Rounds until an increase is tried again. */
  readonly restRounds: number;
  /** Whether the last round brought too little: one such round can be chance, two are not. */
  readonly isDoubtful: boolean;
}

/** Ceiling where neither the service nor the user sets one. */
export const defaultCeiling = 16;

/** Most that a user can ask for. */
export const mostAtOnce = 64;

const firstLevel = 2;
const shortestRound = 4;
const roundsOfRest = 8;
/** A higher level is kept only if it brings this many times as many answers. */
const worthwhileGain = 1.1;

/**
 * The beginning: two at the same time, or one where no more are allowed.
 * @param maxScale of the service; 0 where it has no limit
 * @param limit of the user, where there is one
 */
export function startParallelism(maxScale: number, limit: number | undefined): Parallelism {
  const ceiling = ceilingOf(maxScale, limit);
  return {
    atOnce: Math.min(firstLevel, ceiling),
    ceiling,
    below: { atOnce: 1, rate: 0 },
    answers: 0,
    busyMs: 0,
    outstanding: 0,
    isDoubling: true,
    restRounds: 0,
    isDoubtful: false,
  };
}

/** The same under another limit of the user. */
export function withLimit(parallelism: Parallelism, maxScale: number, limit: number | undefined): Parallelism {
  return withCeiling(parallelism, ceilingOf(maxScale, limit));
}

/** What another list learned, under the limits of this one. Answers that the other list still expects don't come to this one. */
export function takenOver(learned: Parallelism, { ceiling }: Parallelism): Parallelism {
  return { ...withCeiling(learned, ceiling), outstanding: 0 };
}

function withCeiling(parallelism: Parallelism, ceiling: number): Parallelism {
  return {
    ...parallelism,
    ceiling,
    atOnce: Math.min(parallelism.atOnce, ceiling),
    restRounds: 0,
    answers: 0,
    busyMs: 0,
  };
}

/**
 * Learns from an answer. After a round of them, the level grows as long as the last growth brought more answers in
 * the same time; where two rounds show that it did not, it goes back by one step and rests.
 * @param tookMs from sending to the end of the answer
 */
export function afterAnswer(parallelism: Parallelism, tookMs: number): Parallelism {
  const { atOnce, outstanding } = parallelism;
  if (outstanding > 0) return { ...parallelism, outstanding: outstanding - 1 };
  const answers = parallelism.answers + 1;
  const busyMs = parallelism.busyMs + Math.max(tookMs, 0.001);
  if (answers < Math.max(shortestRound, 2 * atOnce)) return { ...parallelism, answers, busyMs };
  return afterRound({ ...parallelism, answers: 0, busyMs: 0 }, (atOnce * answers) / busyMs);
}

/** Learns from a 429, 502 or 503: the level is halved, once for all requests that were under way together. */
export function afterRefusal(parallelism: Parallelism): Parallelism {
  const { atOnce, outstanding } = parallelism;
  if (outstanding > 0) return { ...parallelism, outstanding: outstanding - 1 };
  return {
    ...moved(parallelism, Math.max(1, Math.floor(atOnce / 2))),
    outstanding: atOnce - 1,
    below: { atOnce: 1, rate: 0 },
    isDoubling: false,
    restRounds: roundsOfRest,
  };
}

/** Starts again with one at a time: the cluster could not be reached, so nothing is expected of it any more. */
export function afterOutage(parallelism: Parallelism): Parallelism {
  return afterRefusal({ ...parallelism, atOnce: 1, outstanding: 0 });
}

function afterRound(parallelism: Parallelism, rate: number): Parallelism {
  const { atOnce, ceiling, below, isDoubling, restRounds } = parallelism;
  if (restRounds > 0) return { ...parallelism, restRounds: restRounds - 1, below: { atOnce, rate: 0 } };
  if (rate < below.rate * worthwhileGain && below.atOnce < atOnce) {
    if (!parallelism.isDoubtful) return { ...parallelism, isDoubtful: true };
    return { ...moved(parallelism, below.atOnce), isDoubling: false, restRounds: roundsOfRest };
  }
  const next = Math.min(ceiling, isDoubling ? atOnce * 2 : atOnce + 1);
  return next === atOnce
    ? { ...parallelism, isDoubtful: false }
    : { ...moved(parallelism, next), below: { atOnce, rate } };
}

function moved(parallelism: Parallelism, atOnce: number): Parallelism {
  return { ...parallelism, atOnce, outstanding: parallelism.atOnce, answers: 0, busyMs: 0, isDoubtful: false };
}

function ceilingOf(maxScale: number, limit: number | undefined): number {
  const allowed = Math.min(maxScale > 0 ? maxScale : Infinity, limit ?? defaultCeiling);
  return Math.max(1, allowed);
}
