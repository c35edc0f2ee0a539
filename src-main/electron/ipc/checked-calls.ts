import * as v from 'valibot';
import type { AnyCall, Handlers } from '../../contract/ground/call';
import { calls, type Calls, type CallName, type EarlyCall } from '../../contract/ground/calls';
import type { UncheckedHandler, CallHandlers } from './ipc';

/** What the program does for the page. */
export type ProgramHandlers = Handlers<Omit<Calls, EarlyCall>>;

/** The handlers of all calls that need the program; each checks its arguments first. */
export function checkedCalls(handlers: ProgramHandlers): CallHandlers {
  const names = Object.keys(handlers) as (keyof ProgramHandlers)[];
  return new Map<CallName, UncheckedHandler>(
    names.map((name) => [
      name,
      checked(calls[name], handlers[name] as (...args: readonly unknown[]) => Promise<unknown>),
    ]),
  );
}

/** The library's own error holds the arguments themselves, which can be secrets: only where they are wrong is told. */
function checked({ schemas }: AnyCall, handler: (...args: readonly unknown[]) => Promise<unknown>): UncheckedHandler {
  const schema = v.strictTuple(schemas);
  return async (args) => {
    const { success, output, issues } = v.safeParse(schema, args);
    if (success) return handler(...output);
    throw new Error(`Unexpected arguments at ${issues.map((issue) => v.getDotPath(issue) ?? 'the top').join(', ')}`);
  };
}
