import { appCalls } from '../app';
import { batchCalls } from '../batch';
import type { Api } from './call';
import { connectionCalls } from '../connection';
import { exportCalls } from '../export';
import { historyCalls } from '../history';
import { inputCalls, pathCalls } from '../input';
import { jobCalls } from '../job';
import { moveCalls } from '../move';
import { recipeCalls } from '../recipe';
import { resultCalls } from '../result';
import { runCalls } from '../run';
import { serviceCalls } from '../service';
import { signInCalls } from '../sign-in';
import { storageCalls } from '../storage';
import { watchCalls } from '../watch';

/** Every call of the contract, those of the preload included. */
export const calls = {
  ...appCalls,
  ...connectionCalls,
  ...signInCalls,
  ...serviceCalls,
  ...inputCalls,
  ...pathCalls,
  ...runCalls,
  ...resultCalls,
  ...historyCalls,
  ...batchCalls,
  ...exportCalls,
  ...jobCalls,
  ...storageCalls,
  ...watchCalls,
  ...recipeCalls,
  ...moveCalls,
};

/** Every call of the contract. */
export type Calls = typeof calls;

/** Names a call of the contract. */
export type CallName = keyof Calls;

/** Everything the page can ask of the main process. */
export type OscarApi = Omit<Api<Calls>, keyof typeof pathCalls>;

/** What the page asks for before it draws anything: answered without the program, and without arguments. */
export type EarlyCall = 'getSettings';

declare global {
  /** Channel of each call. The build puts it in, made by `channels.ts`. */
  const callChannels: Readonly<Record<CallName, string>>;
}
