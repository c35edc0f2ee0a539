import { describe, expect, it } from 'vitest';
import { appCalls } from '../../../src-main/contract/app';
import { batchCalls } from '../../../src-main/contract/batch';
import { calls } from '../../../src-main/contract/ground/calls';
import { callChannels } from '../../../src-main/contract/ground/channels';
import { connectionCalls } from '../../../src-main/contract/connection';
import { exportCalls } from '../../../src-main/contract/export';
import { historyCalls } from '../../../src-main/contract/history';
import { inputCalls, pathCalls } from '../../../src-main/contract/input';
import { jobCalls } from '../../../src-main/contract/job';
import { moveCalls } from '../../../src-main/contract/move';
import { recipeCalls } from '../../../src-main/contract/recipe';
import { resultCalls } from '../../../src-main/contract/result';
import { runCalls } from '../../../src-main/contract/run';
import { serviceCalls } from '../../../src-main/contract/service';
import { signInCalls } from '../../../src-main/contract/sign-in';
import { storageCalls } from '../../../src-main/contract/storage';
import { watchCalls } from '../../../src-main/contract/watch';

const rooms = [
  appCalls,
  batchCalls,
  connectionCalls,
  exportCalls,
  historyCalls,
  inputCalls,
  jobCalls,
  moveCalls,
  pathCalls,
  recipeCalls,
  resultCalls,
  runCalls,
  serviceCalls,
  signInCalls,
  storageCalls,
  watchCalls,
];

describe('the calls of the contract', () => {
  it('have names of their own, whichever room they belong to', () => {
    expect(Object.keys(calls).sort()).toEqual(rooms.flatMap((room) => Object.keys(room)).sort());
  });

  it('have a channel each', () => {
    expect(Object.keys(callChannels)).toEqual(Object.keys(calls));
    expect(new Set(Object.values(callChannels)).size).toBe(Object.keys(calls).length);
  });
});
