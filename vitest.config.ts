import { svelte } from '@sveltejs/vite-plugin-svelte';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { wat } from './scripts/wat.mjs';

// Its module form imports JSON in a way that bundlers take and Node does not; its CommonJS form does the same work.
const alias = { phonemize: resolve(import.meta.dirname, 'node_modules/phonemize/dist/index.cjs') };

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [wat()],
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          environment: 'node',
          // Nothing is timed: a busy machine may take its time.
          testTimeout: 30_000,
          alias,
        },
      },
      {
        plugins: [wat()],
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          alias,
        },
      },
      {
        // Of the deb and the rpm that were made; one after the other, since there is one machine to install it on.
        test: { name: 'package', include: ['test/package/**/*.test.ts'], environment: 'node', fileParallelism: false },
      },
      {
        plugins: [svelte()],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'renderer',
          include: ['test/renderer/**/*.test.ts'],
          environment: 'jsdom',
          // Roles and names of a whole window take long to compute where other work is going on.
          testTimeout: 30_000,
          setupFiles: ['test/renderer/setup.ts'],
        },
      },
    ],
  },
});
