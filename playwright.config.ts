import { defineConfig } from '@playwright/test';
import { electronOnly } from './test/fixtures/newest/only-in-electron';

const others = ['tour.spec.ts', 'screenshots.spec.ts'];

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // One at a time: the tests share a screen, and the system's dialogs take the keyboard.
  workers: 1,
  timeout: 120_000,
  // `npm test` runs two of these at a time on two cores, and each waits for the other's work.
  expect: { timeout: 15_000 },
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  projects: [
    { name: 'e2e', testIgnore: others },
    { name: 'newest', testIgnore: others, grepInvert: electronOnly },
    { name: 'screenshots', testMatch: 'screenshots.spec.ts' },
    { name: 'tour', testMatch: 'tour.spec.ts' },
  ],
});
