/**
 * What pdf.js takes for granted and the development runtime's Chromium 114 doesn't have; users' Chromium has it since 119.
 * Comes before the library wherever that is imported.
 * @see ECMA-262, Promise.withResolvers
 */
if (!('withResolvers' in Promise)) {
  Object.assign(Promise, {
    withResolvers() {
      let settle: readonly [unknown, unknown] | undefined;
      const promise = new Promise((...both) => (settle = both));
      return { promise, resolve: settle?.[0], reject: settle?.[1] };
    },
  });
}

export {};
