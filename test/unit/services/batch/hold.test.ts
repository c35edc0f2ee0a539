import { describe, expect, it, vi } from 'vitest';
import { BatchHold } from '../../../../src-main/services/batch/hold';

/** A clock whose waits end when the test says so. */
class WaitingClock {
  readonly waits: { readonly ms: number; readonly end: () => void }[] = [];

  monotonicMs(): number {
    return 1_000;
  }

  wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waits.push({ ms, end: resolve });
      signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
  }
}

function heldUp() {
  const clock = new WaitingClock();
  return { clock, hold: new BatchHold(clock) };
}

describe('the wait before a cluster is tried again', () => {
  it('ends with one probe', async () => {
    const { clock, hold } = heldUp();
    const probe = vi.fn();
    expect(hold.begin(probe)).toBe(5_000);
    expect(hold.endsAtMs).toBe(6_000);
    expect(hold.isWaiting).toBe(true);
    expect(probe).not.toHaveBeenCalled();
    clock.waits[0]?.end();
    await vi.waitFor(() => expect(probe).toHaveBeenCalledTimes(1));
    expect(hold.isWaiting).toBe(false);
  });

  it('grows longer with each failure, up to a minute, and is short again once the cluster answers', () => {
    const { hold } = heldUp();
    const next = () => {
      const waitMs = hold.begin(() => undefined);
      hold.end();
      return waitMs;
    };
    expect(Array.from({ length: 6 }, next)).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
    hold.forgetFailures();
    expect(next()).toBe(5_000);
  });

  it('can be cut short: the probe comes at once', async () => {
    const { hold } = heldUp();
    const probed = new Promise<void>((resolve) => void hold.begin(resolve));
    hold.probeNow();
    await probed;
    expect(hold.isWaiting).toBe(false);
  });

  it('can be given up: no probe follows, not even if the wait ends at that moment', async () => {
    const { clock, hold } = heldUp();
    const abandoned = vi.fn();
    hold.begin(abandoned);
    clock.waits[0]?.end();
    hold.end();
    // The next wait ends after the one that was given up.
    const probed = new Promise<void>((resolve) => void hold.begin(resolve));
    clock.waits[1]?.end();
    await probed;
    expect(abandoned).not.toHaveBeenCalled();
  });

  it('ends nothing if nothing waits', () => {
    const { hold } = heldUp();
    hold.probeNow();
    hold.end();
    expect(hold.isWaiting).toBe(false);
  });
});
