import { expect, it, vi, afterEach, beforeEach } from 'vitest';
import type { SoundJob, SoundJobOutcome } from '../../../../src-main/adapters/sounds/sound-jobs';
import { SoundProcesses, type SoundProcess } from '../../../../src-main/adapters/sounds/sound-processes';

const value = { original: { rateHz: 44_100, channels: 2 }, durationSeconds: 7200 };

/** A process that reports progress, answers and ends when the test says so. */
class HeldProcess implements SoundProcess {
  readonly jobs: SoundJob[] = [];
  isKilled = false;
  answer: (outcome: SoundJobOutcome) => void = () => undefined;
  sign: () => void = () => undefined;
  crash: () => void = () => undefined;

  post(job: SoundJob): void {
    this.jobs.push(job);
  }
  onOutcome(listener: (outcome: SoundJobOutcome) => void): void {
    this.answer = listener;
  }
  onSign(listener: () => void): void {
    this.sign = listener;
  }
  onExit(listener: () => void): void {
    this.crash = listener;
  }
  kill(): void {
    this.isKilled = true;
    this.crash();
  }
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function start() {
  const processes: HeldProcess[] = [];
  const sounds = new SoundProcesses(
    () => {
      const process = new HeldProcess();
      processes.push(process);
      return process;
    },
    { processCount: 1, jobMs: 60_000, idleMs: 20_000 },
  );
  const first = sounds.copy('/a.mp3', '/copy');
  const [process = expect.fail('no process')] = processes;
  return { sounds, processes, first, process };
}

it('waits for hours where something comes of it, and not for a minute where nothing does', async () => {
  const { sounds, processes, first, process } = start();
  for (let minute = 0; minute < 100; minute += 1) {
    await vi.advanceTimersByTimeAsync(59_000);
    process.sign();
  }
  process.answer({ value });
  expect(await first).toEqual(value);
  const stuck = expect(sounds.copy('/b.mp3', '/other')).rejects.toMatchObject({
    info: { code: 'sound-refused', problem: 'stuck' },
  });
  process.sign();
  await vi.advanceTimersByTimeAsync(60_000);
  await stuck;
  expect([processes.length, process.isKilled]).toEqual([1, true]);
});

it('loses one sound in a crash, and goes on with the next in another process', async () => {
  const { sounds, processes, first, process } = start();
  const next = sounds.copy('/b.mp3', '/other');
  const crashed = expect(first).rejects.toMatchObject({ info: { code: 'sound-refused', problem: 'process-ended' } });
  process.crash();
  await crashed;
  processes[1]?.answer({ problem: 'damaged' });
  await expect(next).rejects.toMatchObject({ info: { code: 'sound-refused', problem: 'damaged' } });
});

it('ends the work of what nobody waits for, and tells what the system says', async () => {
  const { sounds, processes, first, process } = start();
  const stop = new AbortController();
  const next = sounds.copy('/b.mp3', '/other', stop.signal);
  const full = expect(first).rejects.toMatchObject({ code: 'ENOSPC' });
  process.answer({ errno: 'ENOSPC', message: 'no space left' });
  await full;
  const cancelled = expect(next).rejects.toMatchObject({ info: { code: 'cancelled' } });
  stop.abort();
  await cancelled;
  expect(processes.map(({ isKilled }) => isKilled)).toEqual([true, true]);
});
