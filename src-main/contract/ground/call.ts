import type { GenericSchema } from 'valibot';
import type { ErrorInfo } from '../../core/ground/error';

/** What every call answers. Electron keeps only the message of a thrown error, so failures are values. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorInfo };

type Signature = (...args: never[]) => unknown;

type SchemasOf<Arguments extends readonly unknown[]> = {
  readonly [Index in keyof Arguments]: GenericSchema<unknown, Arguments[Index]>;
};

/** One call of the contract: what it takes and answers, and how what the page sends is checked. */
export interface Call<S extends Signature> {
  /** One schema an argument. */
  readonly schemas: SchemasOf<Parameters<S>>;
  /** Carries the type; no call has it. */
  readonly signature?: S;
}

/** Any call. */
export interface AnyCall {
  readonly schemas: readonly GenericSchema[];
}

/** Declares a call with the schemas of its arguments. */
export function call<S extends Signature>(...schemas: SchemasOf<Parameters<S>>): Call<S> {
  return { schemas };
}

/** Calls as the page makes them. */
export type Api<Calls> = {
  readonly [Name in keyof Calls]: Calls[Name] extends Call<infer S>
    ? (...args: Parameters<S>) => Promise<Reply<ReturnType<S>>>
    : never;
};

/** What the main process does for each call: it takes checked arguments, and answers or throws an `AppError`. */
export type Handlers<Calls> = {
  readonly [Name in keyof Calls]: Calls[Name] extends Call<infer S>
    ? (...args: Parameters<S>) => Promise<ReturnType<S>>
    : never;
};
