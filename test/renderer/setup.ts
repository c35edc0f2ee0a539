import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/svelte';
import { afterEach } from 'vitest';

afterEach(cleanup);

// What every browser has and jsdom has not: nothing of ours is replaced here.
HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement) {
  this.open = true;
};
Element.prototype.scrollIntoView = function scrollIntoView() {
  // There is no layout to scroll.
};
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener() {
      // The window never changes its size here.
    },
    removeListener() {
      // As above.
    },
  });
