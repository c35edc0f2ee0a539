import { calls, type CallName } from './calls';

/** Channel of each call. Only the build reads it, and writes it into the programs as a constant of the same name. */
export const callChannels = Object.fromEntries(Object.keys(calls).map((name) => [name, `call:${name}`])) as Readonly<
  Record<CallName, string>
>;
