import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InvocationFeed } from '../../../src-renderer/run/invocation-feed';
import { ServiceInvocation } from '../../../src-renderer/run/invocation.svelte';
import { batchOverview, finishedAt, inputFile, result, service } from '../builders';
import { FakeOscar } from '../fake-api';

let oscar: FakeOscar;
let current: ServiceInvocation;

beforeEach(() => {
  oscar = new FakeOscar();
  current = new ServiceInvocation(oscar, new InvocationFeed(oscar), 'practice', service('grayscale'));
});

describe('the input', () => {
  it('is the file that was given, and stays when nothing was given or a list was made of it', () => {
    current.takeInput({ ok: true, value: { kind: 'file', file: inputFile('leaf.jpg') } });
    expect(current.draft).toEqual({ kind: 'file', file: inputFile('leaf.jpg') });
    current.takeInput({ ok: true, value: undefined });
    current.takeInput({ ok: true, value: { kind: 'batch', id: batchOverview().id } });
    expect(current.draft).toEqual({ kind: 'file', file: inputFile('leaf.jpg') });
  });

  it('tells why a file was not taken, until the next input', () => {
    const error = { code: 'file-unreadable', file: 'a.png', problem: 'gone' } as const;
    current.takeInput({ ok: false, error });
    expect(current.inputNotice).toEqual({ kind: 'error', error });
    current.editText('something else');
    expect(current.inputNotice).toBeUndefined();
  });

  it('comes back after it was removed, until there is another', () => {
    current.editText('a long text');
    current.removeInput();
    expect(current.draft).toEqual({ kind: 'none' });
    current.restoreInput();
    expect(current.draft).toEqual({ kind: 'text', text: 'a long text' });
    current.removeInput();
    current.editText('another');
    expect(current.removedDraft).toBeUndefined();
    current.restoreInput();
    expect(current.draft).toEqual({ kind: 'text', text: 'another' });
    current.editText(' ');
    current.removeInput();
    expect(current.removedDraft).toBeUndefined();
  });

  it('can be the sample of the service', async () => {
    await current.openSample();
    expect(current.draft).toMatchObject({ kind: 'file', file: { name: 'leaf.jpg' } });
  });

  it.each([
    ['no-input', () => current.removeInput()],
    ['no-text', () => current.editText('  \n')],
    ['json-malformed', () => current.editText('{', 'json')],
    [undefined, () => current.editText('{}', 'json')],
    [undefined, () => current.editText('{', 'text')],
  ])('has the obstacle %s', (obstacle, prepare) => {
    prepare();
    expect(current.obstacle).toBe(obstacle);
  });

  it('does not help with a service that has no token', async () => {
    const closed = service('closed', { obstacle: 'no-token' });
    current = new ServiceInvocation(oscar, new InvocationFeed(oscar), 'practice', closed);
    current.editText('hello');
    expect(current.obstacle).toBe('service-closed');
    await current.run();
    expect(oscar.requests).toEqual([]);
  });
});

describe('running', () => {
  it('sends the input to the service of that owner', async () => {
    const owned = service('grayscale', { owner: 'anna' });
    current = new ServiceInvocation(oscar, new InvocationFeed(oscar), 'practice', owned);
    current.takeInput({ ok: true, value: { kind: 'file', file: inputFile('leaf.jpg') } });
    await current.run();
    expect(oscar.requests).toEqual([
      {
        profileId: 'practice',
        serviceName: 'grayscale',
        owner: 'anna',
        input: { kind: 'file', fileId: 'file-leaf.jpg' },
      },
    ]);
  });

  it('goes on from the call to the end, and takes no second call meanwhile', async () => {
    current.editText('hello');
    const run = current.run();
    expect(current.isRunning).toBe(true);
    await run;
    oscar.tell({ status: 'waiting' });
    expect(current.obstacle).toBe('running');
    await current.run();
    expect(oscar.requests).toHaveLength(1);
    oscar.finish();
    expect(current.isRunning).toBe(false);
    expect(current.shown?.result).toEqual(result());
  });

  it('hears news that come before the answer that tells the identifier', async () => {
    current.editText('hello');
    const run = current.run();
    oscar.finish();
    await run;
    expect(current.invocation?.state.status).toBe('finished');
    expect(current.isRunning).toBe(false);
  });

  it('keeps to its own invocation', async () => {
    current.editText('hello');
    await current.run();
    oscar.tell({ status: 'waiting' });
    oscar.tell({ status: 'decoding' }, { id: 'another' });
    expect(current.invocation?.state.status).toBe('waiting');
  });

  it('tells why it could not begin, and clears that with the next run', async () => {
    current.editText('hello');
    oscar.refuse('startInvocation', { code: 'token-missing', service: 'grayscale' });
    await current.run();
    expect(current.isRunning).toBe(false);
    expect(current.startError).toEqual({ code: 'token-missing', service: 'grayscale' });
    oscar.allow('startInvocation');
    await current.run();
    expect(current.startError).toBeUndefined();
  });

  it('forgets the last outcome when it begins again', async () => {
    current.editText('hello');
    await current.run();
    oscar.finish();
    const run = current.run();
    expect(current.shown).toBeUndefined();
    expect(current.invocation).toBeUndefined();
    await run;
  });

  it('keeps what the user did with a result when the same end is told twice', async () => {
    current.editText('hello');
    await current.run();
    oscar.finish();
    current.shown?.accept();
    oscar.finish();
    expect(current.shown?.isAccepted).toBe(true);
  });
});

describe('stopping', () => {
  it('cancels the invocation and waits for its end', async () => {
    current.editText('hello');
    await current.run();
    oscar.tell({ status: 'waiting' });
    await current.stop();
    expect(oscar.cancelled).toEqual(['invocation-1']);
    expect(current.isStopping).toBe(true);
    oscar.tell({ status: 'cancelled', clusterMayContinue: true, finishedAt });
    expect(current.isStopping).toBe(false);
    expect(current.isRunning).toBe(false);
  });

  it('also cancels what has no identifier yet', async () => {
    current.editText('hello');
    const run = current.run();
    await current.stop();
    await run;
    expect(oscar.cancelled).toEqual(['invocation-1']);
  });

  it('does nothing when nothing runs', async () => {
    await current.stop();
    expect(oscar.cancelled).toEqual([]);
  });
});

describe('how long it takes', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is counted on between two news, whatever the clock is set to, and not during a sleep', async () => {
    current.editText('moo');
    await current.run();
    oscar.tell({ status: 'waiting' }, { elapsedMs: 61_000, stateMs: 60_000 });
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(2_000);
    expect(current.elapsedMs).toBe(63_000);
    expect(current.stateMs).toBe(62_000);
    vi.advanceTimersByTime(28_800_000);
    expect(current.elapsedMs).toBe(71_000);
    oscar.tell({ status: 'waiting' }, { elapsedMs: 66_000, stateMs: 65_000 });
    expect(current.elapsedMs).toBe(66_000);
    oscar.finish();
    vi.advanceTimersByTime(5_000);
    expect(current.elapsedMs).toBe(3_000);
  });
});

describe('what is done before sending', () => {
  it('goes with pictures only, and stays for the next one', async () => {
    current.preparing.preparation = { picture: { format: 'jpeg' } };
    current.takeInput({ ok: true, value: { kind: 'file', file: inputFile('leaf.heic', { mediaType: 'image/heic' }) } });
    await current.run();
    expect(oscar.requests.at(-1)?.input).toMatchObject({ kind: 'file', preparation: { picture: { format: 'jpeg' } } });
  });

  it('is done again when a run is repeated', () => {
    const file = inputFile('leaf.jpg');
    current.repeat({
      input: { kind: 'file', file, preparation: { picture: { longestSidePx: 640 } } },
      hasChanged: false,
    });
    expect(current.draft).toEqual({ kind: 'file', file });
    expect(current.preparing.preparation).toEqual({ picture: { longestSidePx: 640 } });
    current.repeat({ input: { kind: 'file', file }, hasChanged: false });
    expect(current.preparing.preparation).toBeUndefined();
  });
});
