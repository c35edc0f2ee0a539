import { beforeEach, describe, expect, it } from 'vitest';
import { ConnectionStates } from '../../../src-renderer/connection/connection-states.svelte';
import type { ErrorInfo } from '../../../src-main/core/ground/error';
import { clusterProfile, pastInvocation, service } from '../builders';

const lab = clusterProfile('Lab', { signIn: { kind: 'password', user: 'ana' } });
const host = 'oscar.example.org';
let states: ConnectionStates;

beforeEach(() => {
  states = new ConnectionStates();
});

describe('what is known of a connection', () => {
  it('is nothing before it was tried, and each connection is known by itself', () => {
    const other = clusterProfile('Other', { signIn: lab.signIn });
    states.listing(lab);
    expect(states.of(lab.id)).toBe('connecting');
    states.listed(lab, [service('plants')]);
    expect(states.of(lab.id)).toBe('connected');
    expect(states.of(other.id)).toBe('notTried');
    states.forget(lab.id);
    expect(states.of(lab.id)).toBe('notTried');
  });

  it('is asleep while the cluster tells that no service runs, but not where that is only assumed', () => {
    const asleep = service('plants', { state: 'sleeping' });
    states.listed(lab, [asleep, service('old', { obstacle: 'no-token' })]);
    expect(states.of(lab.id)).toBe('asleep');
    states.listed(lab, [asleep, service('birds', { state: 'ready' })]);
    expect(states.of(lab.id)).toBe('connected');
    states.listed(lab, [service('plants', { state: 'sleeping', isStateAssumed: true })]);
    expect(states.of(lab.id)).toBe('connected');
    states.listed(lab, []);
    expect(states.of(lab.id)).toBe('connected');
  });

  it.each<[ErrorInfo, string]>([
    [{ code: 'host-not-found', host }, 'unreachable'],
    [{ code: 'connection-refused', host }, 'unreachable'],
    [{ code: 'timed-out', phase: 'connecting', seconds: 30 }, 'unreachable'],
    [{ code: 'timed-out', phase: 'waiting', seconds: 30 }, 'notConnected'],
    [{ code: 'unauthorized', host }, 'notConnected'],
  ])('tells after a list that failed with %j that it is %s', (error, state) => {
    states.failed(lab.id, error);
    expect(states.of(lab.id)).toBe(state);
  });

  it('is learned from runs with a token of one service, which lists nothing', () => {
    const pupil = clusterProfile('Pupil');
    const profileId = pupil.id;
    states.listing(pupil);
    states.listed(pupil, [service('plants')]);
    expect(states.of(profileId)).toBe('notTried');
    states.ran(pastInvocation({ profileId, state: { status: 'waiting' } }));
    expect(states.of(profileId)).toBe('notTried');
    const failed = (error: ErrorInfo) =>
      states.ran(pastInvocation({ profileId, state: { status: 'failed', error, finishedAt: '2026-01-01T00:00:00Z' } }));
    failed({ code: 'unauthorized', host });
    expect(states.of(profileId)).toBe('notConnected');
    failed({ code: 'input-empty' });
    expect(states.of(profileId)).toBe('notConnected');
    failed({ code: 'connection-refused', host });
    expect(states.of(profileId)).toBe('unreachable');
  });

  it('is learned from a check', () => {
    states.checked(lab.id, [{ id: 'sign-in', outcome: 'passed', finding: { kind: 'sign-in' } }]);
    expect(states.of(lab.id)).toBe('connected');
    states.checked(lab.id, [{ id: 'sign-in', outcome: 'not-checked', reason: 'service-token' }]);
    expect(states.of(lab.id)).toBe('connected');
    states.checked(lab.id, [{ id: 'name', outcome: 'failed', error: { code: 'host-not-found', host } }]);
    expect(states.of(lab.id)).toBe('unreachable');
  });
});
