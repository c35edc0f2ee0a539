import * as v from 'valibot';

// Words that come from elsewhere stand in the middle of the window's own: they may not turn its direction, draw over it,
// or pass for something the window does.
const unsafe = /[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** Words for people. @param longest in UTF-16 units */
export const words = (longest: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(longest),
    v.check((text) => !unsafe.test(text)),
  );
