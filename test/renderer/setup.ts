import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/svelte';
import { afterEach } from 'vitest';

afterEach(cleanup);

// Roles and names of a whole window take long to compute where other work is going on; the usual second was too short.
configure({ asyncUtilTimeout: 10_000 });

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
// What workers are asked is never answered.
Object.assign(globalThis, {
  Worker: class {
    postMessage(): void {
      // As above.
    }
    terminate(): void {
      // As above.
    }
  },
});
// Nothing is drawn: what is to be marked is only remembered, and nothing ever changes its size.
Object.assign(globalThis, {
  CSS: { highlights: new Map() },
  Highlight: class extends Set<AbstractRange> {
    constructor(...ranges: readonly AbstractRange[]) {
      super(ranges);
    }
  },
  // Without a layout nothing is in view.
  IntersectionObserver: class {
    observe(): void {
      // As above.
    }
    disconnect(): void {
      // As above.
    }
  },
  ResizeObserver: class {
    observe(): void {
      // As above.
    }
    unobserve(): void {
      // As above.
    }
    disconnect(): void {
      // As above.
    }
  },
});
