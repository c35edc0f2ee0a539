import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';
import { callChannels } from './src-main/contract/ground/channels';
import { thirdPartyLicenses } from './scripts/third-party-licenses.mjs';
import { wat } from './scripts/wat.mjs';

// The development runtime is Electron 25 (Node 18, Chromium 114), the product's is newer: build for the older one.
// Held back since November 2026 by Node 20, on which tests and set-up run: file-type 22, got 15, write-file-atomic 8 and jsdom 30
// want Node 22. pdf.js wants it too, but runs in Chromium alone.
const fromRoot = (path: string) => resolve(import.meta.dirname, path);

// The same for whoever builds the same sources again, if they say so as reproducible builds do.
const sourceEpoch = process.env['SOURCE_DATE_EPOCH'];
const buildInstant = sourceEpoch === undefined ? new Date() : new Date(Number(sourceEpoch) * 1000);

// Written into the programs, so that the preload and the first frame have the names without the schemas of the contract.
const channels = { callChannels: JSON.stringify(callChannels) };

const workerLicenses = thirdPartyLicenses(fromRoot('dist/licenses/window-workers.txt'));

export default defineConfig({
  main: {
    define: { ...channels, buildInstant: JSON.stringify(buildInstant.toISOString()) },
    // The voice's dictionary as one object instead of an export a word: half the size, and a quick first sentence.
    json: { namedExports: false },
    plugins: [wat(), thirdPartyLicenses(fromRoot('dist/licenses/main-process.txt'))],
    build: {
      outDir: 'dist/main',
      target: 'node18',
      externalizeDeps: { include: ['keytar', 'wasm-vips', 'libheif-js'] },
      rollupOptions: {
        input: {
          main: fromRoot('src-main/main.ts'),
          'file-worker': fromRoot('src-main/adapters/files/file-worker.ts'),
          'picture-worker': fromRoot('src-main/adapters/pictures/picture-worker.ts'),
          'table-worker': fromRoot('src-main/adapters/batch/table-worker.ts'),
          'practice-worker': fromRoot('src-main/practice/practice-worker.ts'),
        },
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: '[name].cjs',
          minify: { compress: true, mangle: false, codegen: true },
        },
      },
    },
  },
  preload: {
    define: channels,
    plugins: [thirdPartyLicenses(fromRoot('dist/licenses/sound-decoder.txt'))],
    build: {
      outDir: 'dist/preload',
      target: 'node18',
      // In a sandbox there is nothing to load them from.
      externalizeDeps: false,
      rollupOptions: {
        input: {
          preload: fromRoot('src-main/electron/preload.ts'),
          'sound-decoder': fromRoot('src-main/electron/sound-decoder.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [
      svelte({ configFile: fromRoot('svelte.config.js') }),
      thirdPartyLicenses(fromRoot('dist/licenses/window.txt')),
    ],
    worker: { plugins: () => [workerLicenses] },
    build: {
      outDir: 'dist/renderer',
      target: 'chrome114',
      minify: true,
      // A data: address for a small picture would need a hole in the content security policy.
      assetsInlineLimit: 0,
      rollupOptions: {
        input: fromRoot('src-renderer/index.html'),
        // Each file that the window starts with costs a turn of the main process: what it always needs is one.
        output: {
          codeSplitting: { groups: [{ name: 'window', tags: ['$initial'] }] },
          // The PDF worker asks for its decoders by these names.
          assetFileNames: ({ names: [name = ''] }) =>
            name.endsWith('_nowasm_fallback.js')
              ? 'assets/pdf-decoders/[name][extname]'
              : 'assets/[name]-[hash][extname]',
        },
      },
    },
  },
});
