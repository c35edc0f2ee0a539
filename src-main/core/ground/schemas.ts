import * as v from 'valibot';
import type { ErrorInfo } from './error';

/** A number of things, or a size in bytes. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A failure as it is kept on disk. Only this program writes it, so its code is enough to tell it from something else. */
export const keptError = v.custom<ErrorInfo>(
  (value) => typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string',
);
