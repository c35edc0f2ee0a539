import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // One at a time: the tests share a screen, and the system's dialogs take the keyboard.
  workers: 1,
  timeout: 60_000,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  projects: [
    { name: 'e2e', testIgnore: ['tour.spec.ts', 'screenshots.spec.ts'] },
    { name: 'screenshots', testMatch: 'screenshots.spec.ts' },
    { name: 'tour', testMatch: 'tour.spec.ts' },
  ],
});
