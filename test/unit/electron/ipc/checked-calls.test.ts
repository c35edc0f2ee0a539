import { describe, expect, it } from 'vitest';
import { calls, type CallName } from '../../../../src-main/contract/ground/calls';
import { checkedCalls, type ProgramHandlers } from '../../../../src-main/electron/ipc/checked-calls';

const id = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** Handlers that answer their own arguments. */
const echoes = Object.fromEntries(
  Object.keys(calls).map((name) => [name, async (...args: readonly unknown[]) => args]),
) as unknown as ProgramHandlers;

function answer(name: CallName, ...args: readonly unknown[]): Promise<unknown> {
  const answering = checkedCalls(echoes).get(name);
  return answering ? answering(args) : Promise.reject(new Error(`Nothing answers ${name}`));
}

describe('checkedCalls', () => {
  it('hands arguments on that are what the contract says', async () => {
    expect(await answer('pinInvocation', id, true)).toEqual([id, true]);
    expect(await answer('expectWakeUp', 'cluster', 'service', undefined)).toEqual(['cluster', 'service', undefined]);
    expect(await answer('listHistory')).toEqual([]);
  });

  it('refuses arguments of another kind, and more or fewer of them', async () => {
    await expect(answer('pinInvocation', id, 'yes')).rejects.toThrow('Unexpected arguments at 1');
    await expect(answer('pinInvocation', '../history', true)).rejects.toThrow('Unexpected arguments at 0');
    await expect(answer('listHistory', 1)).rejects.toThrow('Unexpected arguments');
    await expect(answer('deleteProfile')).rejects.toThrow('Unexpected arguments');
  });

  it('refuses fields that a call does not know', async () => {
    const request = { profileId: 'a', serviceName: 'b', input: { kind: 'text', text: 'c' } };
    expect(await answer('startInvocation', request)).toEqual([request]);
    await expect(answer('startInvocation', { ...request, path: '/etc/passwd' })).rejects.toThrow('0.path');
  });

  it('does not repeat an argument, which may be a secret', async () => {
    await expect(answer('readToken', { token: 'hidden' })).rejects.toThrow(/^Unexpected arguments at 0$/);
  });
});
