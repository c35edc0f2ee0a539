import type { Page } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, OscarApp, test } from '../../fixtures/app';
import { manyFiles, writeFiles } from '../../fixtures/file-tree';
import { answer, startOscarServer, say, type Step } from '../../fixtures/oscar-server';

declare global {
  interface Window {
    /** What a screen reader would have said by itself, in order. */
    announced: string[];
  }
}

/** From now on notes every text of a live region that comes or changes. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.announced = [];
    const live = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]';
    const last = new WeakMap<Element, string>();
    const note = (region: Element) => {
      const text = (region.textContent ?? '').replace(/\s+/g, ' ').trim();
      if (text === '' || last.get(region) === text) return;
      last.set(region, text);
      window.announced.push(text);
    };
    // Those that are there already say nothing.
    for (const region of document.querySelectorAll(live)) {
      last.set(region, (region.textContent ?? '').replace(/\s+/g, ' ').trim());
    }
    new MutationObserver((changes) => {
      const regions = new Set<Element>();
      for (const { target, addedNodes } of changes) {
        const around = (target instanceof Element ? target : target.parentElement)?.closest(live);
        if (around) regions.add(around);
        for (const added of addedNodes) {
          if (!(added instanceof Element)) continue;
          if (added.matches(live)) regions.add(added);
          for (const inside of added.querySelectorAll(live)) regions.add(inside);
        }
      }
      for (const region of regions) note(region);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

/** What was said since {@link listen}. */
function announced(page: Page): Promise<string[]> {
  return page.evaluate(() => window.announced);
}

const services: Readonly<Record<string, Step>> = { greet: say('Good morning'), broken: answer(500, 'exit status 1\n') };

test('a run says that it begins, how it ended, and what is wrong, once each', async ({ app }) => {
  const server = await startOscarServer({ services });
  const { page } = app;
  await app.connect(server);
  await page.getByRole('button', { name: 'Skip', exact: true }).click();
  await app.chooseService('greet');
  await app.typeText('hello');
  await listen(page);
  await app.run();
  await expect(app.result.getByText('Good morning')).toBeVisible();
  await expect
    .poll(() => announced(page))
    .toEqual(['greet is running.', expect.stringMatching(/^greet is done after .+\. The result is ready\.$/)]);

  await app.chooseService('broken');
  await app.typeText('hello');
  await page.evaluate(() => (window.announced = []));
  await app.run();
  await expect(app.alert).toBeVisible();
  await expect
    .poll(() => announced(page))
    .toEqual(['broken is running.', expect.stringContaining('The service stopped with a problem')]);
  expect(app.consoleMessages).toEqual([]);
  await server.close();
});

test('a batch says that it begins and how it ended, wherever one is', async ({ folder }) => {
  const home = join(folder, 'home');
  await mkdir(home);
  await writeFiles(join(folder, 'Meadow'), manyFiles(4));
  const app = await OscarApp.start(join(folder, 'user-data'), [], { HOME: home });
  const { page } = app;
  await app.practise();
  await app.chooseService('Cow says');
  await app.drop(join(folder, 'Meadow'));
  await page.getByRole('button', { name: 'Run 4 files' }).waitFor();
  await listen(page);
  await page.getByRole('button', { name: 'Run 4 files' }).click();
  await page.keyboard.press('Control+h');
  await expect.poll(async () => (await announced(page)).at(-1)).toBe('All files are done: 4 of 4');
  expect((await announced(page)).filter((said) => said.includes(' of 4'))).toEqual([
    expect.stringMatching(/^Running: \d of 4/),
    'All files are done: 4 of 4',
  ]);
  await app.close();
});

test('the window is told by its parts, with the words that are agreed', async ({ app }) => {
  const { page } = app;
  await app.practise();
  await app.chooseService('Cow says');
  await app.typeText('The oak is old.');
  await app.run();
  await app.result.getByText('(oo)').waitFor();
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - banner:
      - heading "OSCAR Desktop" [level=1]
      - 'button "Connection: Practice, connected"'
      - button "History"
      - button "Help"
      - button "Settings"
    - main:
      - region "Services":
        - searchbox "Find a service"
        - listbox "Services":
          - option /Black and white/
          - option /Cow says/ [selected]
      - region "Cow says":
        - heading "Cow says" [level=2]
        - group "Input":
          - textbox "Text to send": The oak is old.
      - region "Run":
        - button "Options"
        - button "Run"
      - region "Result of your text":
        - heading "Result of your text" [level=2]
        - button "Save as…"
        - button "Show the result alone"
        - combobox "Show as"
    - contentinfo: /Version/
  `);
  expect(await roles(page)).toMatchObject({ listbox: 1, option: 6, searchbox: 1 });
});

/** How many of each role the system's accessibility tree holds, without what newer Chromiums tell of a closed menu of choices. */
async function roles(page: Page): Promise<Record<string, number>> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const counts: Record<string, number> = {};
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const isInCombobox = (id: string | undefined): boolean => {
    const node = id === undefined ? undefined : byId.get(id);
    return node !== undefined && (node.role?.value === 'combobox' || isInCombobox(node.parentId));
  };
  for (const { ignored, role, parentId } of nodes) {
    if (ignored || typeof role?.value !== 'string' || isInCombobox(parentId)) continue;
    counts[role.value] = (counts[role.value] ?? 0) + 1;
  }
  return counts;
}
