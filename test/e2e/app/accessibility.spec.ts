import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from '@playwright/test';
import { expect } from '../../fixtures/app';
import { test, journeys, setTheme } from '../../fixtures/window-states';

declare global {
  interface Window {
    readonly axe: { run(options: RunOptions): Promise<AxeResults> };
  }
}

// The window has no frames, and all of its style sheets can be read.
const quickly: RunOptions = { resultTypes: ['violations'], preload: false, iframes: false };
const everything: RunOptions = { ...quickly, rules: { 'target-size': { enabled: true } } };
const coloursAlone: RunOptions = {
  ...quickly,
  runOnly: ['color-contrast', 'link-in-text-block'],
};

/** What is wrong in the window as it is, a line for each element. */
async function violations(page: Page, options: RunOptions): Promise<string[]> {
  const { violations } = await page.evaluate((given) => window.axe.run(given), options);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 300)} ${failureSummary.slice(0, 300)}`),
  );
}

for (const [name, journey] of Object.entries(journeys)) {
  test(`nobody is shut out: ${name}`, async ({ session }) => {
    test.setTimeout(120_000);
    const { page } = session.app;
    const problems: string[] = [];
    const note = async (where: string, options: RunOptions) =>
      problems.push(...(await violations(page, options)).map((problem) => `${where}: ${problem}`));
    await page.evaluate(axe.source);
    let isDark = false;
    await journey(session, async (state) => {
      await setTheme(page, 'system', 'light');
      await note(`${state}, light`, everything);
      await setTheme(page, 'system', 'dark');
      await note(`${state}, dark`, coloursAlone);
      // Either kind of high contrast sees the parts that every state has.
      isDark = !isDark;
      await setTheme(page, 'high-contrast', isDark ? 'dark' : 'light');
      await note(`${state}, high contrast`, coloursAlone);
    });
    expect(problems).toEqual([]);
  });
}
