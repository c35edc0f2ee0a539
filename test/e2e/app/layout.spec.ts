import type { Page } from '@playwright/test';
import { expect } from '../../fixtures/app';
import { unreadableTexts } from '../../fixtures/text-boxes';
import { journeys, resize, speak, test } from '../../fixtures/window-states';

/** Sizes to be usable in. At 200 % zoom a window of 900 by 600 has the room of the last. */
const sizes = [
  { width: 2560, height: 1440 },
  { width: 1440, height: 900 },
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
  { width: 640, height: 480 },
  { width: 450, height: 300 },
] as const;
const languages = ['es', 'en'] as const;

/**
 * Makes every text of the window two fifths longer, as other languages are, and looks for what has no room: text that
 * is cut without three dots to tell it, and a page that scrolls sideways. Leaves the window as it was.
 */
function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const before = new Map<Text, string>();
    // What a service made, and what the user typed, is as long as it is.
    const content = 'pre, code, textarea, bdi, [role=grid], [role=table], [role=tree], [role=rowgroup], svg';
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      if (!(node instanceof Text) || !/\p{L}/u.test(node.data) || node.parentElement?.closest(content)) continue;
      before.set(node, node.data);
      const more = Math.ceil(node.data.trim().length * 0.4);
      // Words of a usual length, so that lines can be broken.
      node.data = node.data.replace(/\s*$/, (end) => `${' ñandúes'.repeat(more).slice(0, more)}${end}`);
    }
    const problems: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) problems.push(`The page is ${scrollWidth - clientWidth} px too wide.`);
    const edge = innerWidth;
    for (const text of before.keys()) {
      const element = text.parentElement;
      if (!element?.checkVisibility() || element.closest('.visually-hidden, option')) continue;
      // Hidden from the eye in a small window only, in the way of that class.
      if (getComputedStyle(element).clipPath === 'inset(50%)') continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const area = range.getBoundingClientRect();
      if (area.width === 0) continue;
      let isDotted = false;
      for (let box: HTMLElement | null = element; box; box = box.parentElement) {
        const style = getComputedStyle(box);
        isDotted = style.textOverflow === 'ellipsis' && style.overflowX !== 'visible';
        if (isDotted) break;
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
        // What scrolls the way the text goes on can be reached.
        const around = box.getBoundingClientRect();
        const isCutAcross =
          style.overflowX === 'hidden' && (area.right > around.right + 1 || area.left < around.left - 1);
        const isCutDown = style.overflowY === 'hidden' && area.bottom > around.bottom + 1;
        if (isCutAcross || isCutDown) problems.push(`Cut: ${text.data.trim()} in ${box.outerHTML.slice(0, 120)}`);
        if (style.overflowX !== 'visible') break;
      }
      const scroller = element.closest('dialog, main, header, footer');
      if (!scroller && !isDotted && area.right > edge + 1) problems.push(`Outside: ${text.data.trim()}`);
    }
    for (const box of document.querySelectorAll(
      'header, main, main > *, footer, dialog[open], dialog[open] > *, .workspace > *',
    )) {
      const { overflowX } = getComputedStyle(box);
      const isScrolled = overflowX === 'auto' || overflowX === 'scroll';
      if (box.scrollWidth > box.clientWidth + 1 && (isScrolled || overflowX === 'visible') && box.clientWidth > 0) {
        problems.push(`Scrolls sideways by ${box.scrollWidth - box.clientWidth} px: ${box.outerHTML.slice(0, 120)}`);
      }
    }
    for (const [text, words] of before) text.data = words;
    return [...new Set(problems)];
  });
}

for (const [name, journey] of Object.entries(journeys)) {
  test(`room for longer words and in small windows: ${name}`, async ({ session }) => {
    test.setTimeout(120_000);
    const { app } = session;
    const problems: string[] = [];
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setMinimumSize(300, 200));
    await journey(session, async (state) => {
      for (const size of sizes) {
        await resize(app, size);
        const found = size.width > 1000 ? [] : await cutTexts(app.page);
        for (const language of languages) {
          await speak(app.page, language);
          found.push(...(await unreadableTexts(app.page)));
        }
        problems.push(...found.map((problem) => `${state}, ${size.width} by ${size.height}: ${problem}`));
      }
      await resize(app, { width: 1280, height: 800 });
    });
    expect(problems).toEqual([]);
  });
}
