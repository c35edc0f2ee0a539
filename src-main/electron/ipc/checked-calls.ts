import * as v from 'valibot';
import type { AnyCall, Handlers } from '../../contract/call';
import { calls, type Calls, type CallName, type EarlyCall } from '../../contract/calls';
import type { Answering, Answers } from './ipc';

/** What the program does for the page. */
export type ProgramHandlers = Handlers<Omit<Calls, EarlyCall>>;

/** Answers every call of the contract that needs the program, once its arguments are what they have to be. */
export function checkedCalls(handlers: ProgramHandlers): Answers {
  const names = Object.keys(handlers) as (keyof ProgramHandlers)[];
  return new Map<CallName, Answering>(
    names.map((name) => [
      name,
      checked(calls[name], handlers[name] as (...args: readonly unknown[]) => Promise<unknown>),
    ]),
  );
}

/** The library's own error holds the arguments themselves, which can be secrets: only where they are wrong is told. */
function checked({ schemas }: AnyCall, handler: (...args: readonly unknown[]) => Promise<unknown>): Answering {
  const schema = v.strictTuple(schemas);
  return async (args) => {
    const { success, output, issues } = v.safeParse(schema, args);
    if (success) return handler(...output);
    throw new Error(`Unexpected arguments at ${issues.map((issue) => v.getDotPath(issue) ?? 'the top').join(', ')}`);
  };
}
