import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepFocus } from '../../../src-renderer/ui/kept-focus';

let end: () => void;

beforeEach(() => {
  document.body.innerHTML = `
    <div id="app">
      <button id="header">Help</button>
      <main>
        <section id="input" tabindex="-1" data-region><p><button id="sample">Try the sample</button></p></section>
        <section id="result" tabindex="-1" data-region><button id="save">Save</button></section>
      </main>
    </div>`;
  end = keepFocus(document);
});
afterEach(() => end());

const at = (id: string) => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`There is no ${id}.`);
  return element;
};
const focused = () => document.activeElement?.id;
/** Lets what watches the page see what was changed. */
const seen = () => new Promise<void>((resolve) => void setTimeout(resolve));

it('goes to the region around what was removed', async () => {
  at('sample').focus();
  at('sample').remove();
  await seen();
  expect(focused()).toBe('input');
});

it('goes to the landing of the next view where the whole view has gone', async () => {
  at('save').focus();
  at('app').lastElementChild?.remove();
  at('app').insertAdjacentHTML('beforeend', '<main><h2 id="history" tabindex="-1" data-landing>History</h2></main>');
  await seen();
  expect(focused()).toBe('history');
});

it('lands also where the next view comes later than the other went', async () => {
  at('save').focus();
  at('app').lastElementChild?.remove();
  await seen();
  expect(document.activeElement).toBe(document.body);
  at('app').insertAdjacentHTML('beforeend', '<main><h2 id="history" tabindex="-1" data-landing>History</h2></main>');
  await seen();
  expect(focused()).toBe('history');
});

it('comes back to the region it was in', async () => {
  at('save').focus();
  const work = at('app').lastElementChild;
  work?.remove();
  at('app').insertAdjacentHTML('beforeend', '<main><h2 id="history" tabindex="-1" data-landing>History</h2></main>');
  await seen();
  expect(focused()).toBe('history');
  at('app').lastElementChild?.remove();
  if (work) at('app').append(work);
  await seen();
  expect(focused()).toBe('result');
});

it('leaves the focus alone where something has it, and where nothing ever had it', async () => {
  at('result').remove();
  await seen();
  expect(document.activeElement).toBe(document.body);
  at('sample').focus();
  at('header').focus();
  at('sample').remove();
  await seen();
  expect(focused()).toBe('header');
});

it('leaves an element that is only moved to those who move it', async () => {
  at('sample').focus();
  at('result').append(at('sample'));
  await seen();
  expect(document.activeElement).toBe(document.body);
  end();
});
