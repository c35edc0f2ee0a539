import { describe, expect, it } from 'vitest';
import { PictureProcesses, type PictureProcess } from '../../../../src-main/adapters/pictures/picture-processes';
import type { PictureJob, PictureJobOutcome } from '../../../../src-main/adapters/pictures/picture-jobs';

/** A process that answers and ends when the test says so. */
class HeldProcess implements PictureProcess {
  readonly jobs: PictureJob[] = [];
  isKilled = false;
  #outcome: (outcome: PictureJobOutcome) => void = () => undefined;
  #exit: () => void = () => undefined;

  post(job: PictureJob): void {
    this.jobs.push(job);
  }
  onOutcome(listener: (outcome: PictureJobOutcome) => void): void {
    this.#outcome = listener;
  }
  onExit(listener: () => void): void {
    this.#exit = listener;
  }
  kill(): void {
    this.isKilled = true;
    this.#exit();
  }
  answer(outcome: PictureJobOutcome): void {
    this.#outcome(outcome);
  }
  crash(): void {
    this.#exit();
  }
}

const value = { value: { width: 1, height: 1, pageCount: 1 } };
const bytes = Buffer.from('picture');

function start(limits = {}) {
  const processes: HeldProcess[] = [];
  const pictures = new PictureProcesses(
    () => {
      const process = new HeldProcess();
      processes.push(process);
      return process;
    },
    { processCount: 2, jobMs: 60_000, idleMs: 60_000, ...limits },
  );
  let count = 0;
  const draw = (signal?: AbortSignal) => pictures.draw({ bytes }, { page: 0 }, `${(count += 1)}.png`, signal);
  const nth = (index: number): HeldProcess => processes[index] ?? expect.fail('no such process');
  return { pictures, processes, draw, nth };
}

describe('PictureProcesses', () => {
  it('has at most so many processes, and keeps them for the next picture', async () => {
    const { processes, draw, nth } = start();
    const all = [draw(), draw(), draw()];
    expect(processes.map(({ jobs }) => jobs.length)).toEqual([1, 1]);
    nth(1).answer(value);
    expect(processes.map(({ jobs }) => jobs.length)).toEqual([1, 2]);
    nth(0).answer(value);
    nth(1).answer(value);
    expect(await Promise.all(all)).toHaveLength(3);
    void draw();
    expect(processes).toHaveLength(2);
  });

  it('loses one picture to a crash, and goes on with the others', async () => {
    const { processes, draw, nth } = start({ processCount: 1 });
    const [first, second] = [draw(), draw()];
    nth(0).crash();
    await expect(first).rejects.toMatchObject({ info: { code: 'picture-refused', problem: 'process-ended' } });
    expect(processes).toHaveLength(2);
    nth(1).answer(value);
    expect(await second).toEqual(value.value);
  });

  it('ends a process that takes too long with a picture', async () => {
    const { draw, nth } = start({ jobMs: 1 });
    await expect(draw()).rejects.toMatchObject({ info: { code: 'picture-refused', problem: 'too-long' } });
    expect(nth(0).isKilled).toBe(true);
  });

  it('ends the process of a picture that nobody waits for any more, and never starts what waits', async () => {
    const { processes, draw, nth } = start({ processCount: 1 });
    const stop = new AbortController();
    const [first, second] = [draw(stop.signal), draw(stop.signal)];
    stop.abort();
    await expect(first).rejects.toMatchObject({ info: { code: 'cancelled' } });
    await expect(second).rejects.toMatchObject({ info: { code: 'cancelled' } });
    expect(nth(0).isKilled).toBe(true);
    expect(processes).toHaveLength(1);
  });

  it('ends a process after a picture that it could not read: its memory may be full', async () => {
    const { draw, nth } = start();
    const drawn = draw();
    nth(0).answer({ problem: 'too-much-memory' });
    await expect(drawn).rejects.toMatchObject({ info: { code: 'picture-refused', problem: 'too-much-memory' } });
    expect(nth(0).isKilled).toBe(true);
  });

  it('tells a full disk from a bad picture', async () => {
    const { draw, nth } = start();
    const drawn = draw();
    nth(0).answer({ errno: 'ENOSPC', message: 'no space left' });
    await expect(drawn).rejects.toMatchObject({ code: 'ENOSPC' });
  });

  it('ends a process without work after a while', async () => {
    const { draw, nth } = start({ idleMs: 1 });
    const drawn = draw();
    nth(0).answer(value);
    await drawn;
    await expect.poll(() => nth(0).isKilled).toBe(true);
  });

  it('ends all of them at the end, and what waits with them', async () => {
    const { pictures, draw, nth } = start({ processCount: 1 });
    const [first, second] = [draw(), draw()];
    pictures.close();
    await expect(second).rejects.toMatchObject({ info: { code: 'cancelled' } });
    await expect(first).rejects.toMatchObject({ info: { code: 'picture-refused' } });
    expect(nth(0).isKilled).toBe(true);
  });
});
