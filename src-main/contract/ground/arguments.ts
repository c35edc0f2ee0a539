import * as v from 'valibot';

/** An id that the main process made. */
export const id = v.pipe(v.string(), v.uuid());

/** A name of something: not empty, and not longer than a line. */
export const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
