import * as v from 'valibot';
import { channels, grantPathChannel, takePathsChannel, type Given } from '../../contract/api';
import type { InputFile } from '../../core/run/invocation';
import { argumentSchemas, grantedPathSchema, takenPathsSchema } from './argument-schemas';
import type { Answering, Answers, EarlyCall, Handlers } from './ipc';

/** What main does with paths that the preload hands over. */
export interface PathHandlers {
  readonly grantPath: (path: string) => Promise<InputFile>;
  readonly takePaths: (paths: readonly string[]) => Promise<Given>;
}

/** Answers every call of the contract that needs the program, once its arguments are what they have to be. */
export function checkedCalls(handlers: Omit<Handlers, EarlyCall>, { grantPath, takePaths }: PathHandlers): Answers {
  const calls = Object.keys(handlers) as (keyof typeof handlers)[];
  return new Map([
    ...calls.map((call) => {
      const handler = handlers[call] as (...args: readonly unknown[]) => Promise<unknown>;
      return [channels[call], checked(argumentSchemas[call], handler)] as const;
    }),
    [grantPathChannel, checked(grantedPathSchema, grantPath as (...args: readonly unknown[]) => Promise<unknown>)],
    [takePathsChannel, checked(takenPathsSchema, takePaths as (...args: readonly unknown[]) => Promise<unknown>)],
  ]);
}

/** The library's own error holds the arguments themselves, which can be secrets: only where they are wrong is told. */
function checked(
  schema: v.GenericSchema<unknown, readonly unknown[]>,
  handler: (...args: readonly unknown[]) => Promise<unknown>,
): Answering {
  return async (args) => {
    const { success, output, issues } = v.safeParse(schema, args);
    if (success) return handler(...output);
    throw new Error(`Unexpected arguments at ${issues.map((issue) => v.getDotPath(issue) ?? 'the top').join(', ')}`);
  };
}
