import { readFile } from 'node:fs/promises';

/**
 * A plugin of the build and of the tests: makes WebAssembly of its text form (`.wat`). Such a file is imported as a module
 * with a function `instantiate`, which gives the exports of a new instance. It is compiled when the first one is asked for.
 * @returns {import('vite').Plugin}
 */
export function wat() {
  return {
    name: 'wat',
    async load(id) {
      if (!id.endsWith('.wat')) return undefined;
      const bytes = await assemble(id, await readFile(id, 'utf8'));
      return `let module;
export function instantiate() {
  module ??= new WebAssembly.Module(new Uint8Array([${bytes.join()}]));
  return new WebAssembly.Instance(module).exports;
}`;
    },
  };
}

async function assemble(path, text) {
  const { default: loadAssembler } = await import('wabt');
  const assembled = (await loadAssembler()).parseWat(path, text);
  assembled.validate();
  return assembled.toBinary({}).buffer;
}
