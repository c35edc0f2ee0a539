import { beforeEach, describe, expect, it } from 'vitest';
import type { Parallelism } from '../../../../src-main/core/batch/pace/parallelism';
import { jobsAtOnce } from '../../../../src-main/core/job/item-job';
import { LearnedParallelism } from '../../../../src-main/services/batch/learned-parallelism';

const service = { maxScale: 8 };
const line = { learned: new Map<string, Parallelism>() };

/** A list that runs a service. */
function list(key = 'leaf', isWorking = () => true): LearnedParallelism {
  return new LearnedParallelism({ line, serviceKey: () => key, isWorking });
}

/** Answers until the level is reached, each as quick as the first. */
function answerUpTo(parallelism: LearnedParallelism, level: number): void {
  for (let answer = 0; answer < 100 && parallelism.atOnce < level; answer += 1) parallelism.answered(100);
}

beforeEach(() => line.learned.clear());

describe('the number of items at the same time', () => {
  it('has nothing to learn for background jobs, of which a cluster takes many', () => {
    const parallelism = list();
    parallelism.begin({}, { service }, true);
    parallelism.refused();
    parallelism.unreachable();
    expect(parallelism.atOnce).toBe(jobsAtOnce);
    parallelism.limit({ atOnceLimit: 5 }, { service });
    expect(parallelism.atOnce).toBe(5);
    expect(line.learned.size).toBe(0);
    parallelism.begin({ atOnceLimit: 5 }, { service, limits: { parallelRuns: 2 } }, true);
    expect(parallelism.atOnce).toBe(2);
    parallelism.begin({}, { service });
    expect(parallelism.atOnce).toBe(2);
  });

  it('follows the smallest limit of service, connection and user', () => {
    const parallelism = list();
    const most = (...[plan, open]: Parameters<LearnedParallelism['begin']>) => {
      parallelism.begin(plan, open);
      answerUpTo(parallelism, Infinity);
      return parallelism.atOnce;
    };
    expect(most({}, { service })).toBe(8);
    expect(most({ atOnceLimit: 3 }, { service })).toBe(3);
    expect(most({ atOnceLimit: 6 }, { service, limits: { parallelRuns: 4 } })).toBe(4);
    expect(most({ atOnceLimit: 1 }, { service, limits: { parallelRuns: 4 } })).toBe(1);
  });

  it('obeys a new limit of the user at once', () => {
    const parallelism = list();
    parallelism.begin({}, { service });
    answerUpTo(parallelism, 8);
    parallelism.limit({ atOnceLimit: 2 }, { service });
    expect(parallelism.atOnce).toBe(2);
  });

  it('is halved once for requests that are refused together, and starts again at one after an outage', () => {
    const parallelism = list();
    parallelism.begin({}, { service });
    answerUpTo(parallelism, 8);
    // Answers to requests of the level before are still expected: they say nothing about this level.
    for (let answer = 0; answer < 8; answer += 1) parallelism.answered(100);
    for (let refusal = 0; refusal < 8; refusal += 1) parallelism.refused();
    expect(parallelism.atOnce).toBe(4);
    parallelism.unreachable();
    expect(parallelism.atOnce).toBe(1);
  });
});

describe('what a list learned', () => {
  it('is taken over by the next list of the same service, under its own limits', () => {
    const first = list();
    first.begin({}, { service });
    answerUpTo(first, 8);
    const second = list();
    second.begin({}, { service });
    second.takeOver();
    expect(second.atOnce).toBe(8);
    const limited = list();
    limited.begin({ atOnceLimit: 3 }, { service });
    limited.takeOver();
    expect(limited.atOnce).toBe(3);
  });

  it('says nothing about another service', () => {
    const first = list();
    first.begin({}, { service });
    answerUpTo(first, 8);
    const other = list('flower');
    other.begin({}, { service });
    const before = other.atOnce;
    other.takeOver();
    expect(other.atOnce).toBe(before);
  });

  it('is kept for others only while the list runs', () => {
    let isWorking = true;
    const first = list('leaf', () => isWorking);
    first.begin({}, { service });
    answerUpTo(first, 4);
    isWorking = false;
    first.unreachable();
    expect(first.atOnce).toBe(1);
    const second = list();
    second.begin({}, { service });
    second.takeOver();
    expect(second.atOnce).toBe(4);
  });
});
