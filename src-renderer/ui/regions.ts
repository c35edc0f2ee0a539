import { prefersReducedMotion } from 'svelte/motion';
import { MediaQuery } from 'svelte/reactivity';

/** Whether the result is below the input, because the window is too narrow for both side by side. */
export const areStacked = new MediaQuery('max-width: 1199px');

/** The regions of the window, in the order the keyboard visits them; each is the `id` of its element. */
export const regionIds = ['region-services', 'region-input', 'region-actions', 'region-result'] as const;

/** A region of the window. */
export type RegionId = (typeof regionIds)[number];

/** Moves the focus to a region, and brings it into view. */
export function focusRegion(id: RegionId): void {
  document.getElementById(id)?.focus({ preventScroll: true });
  revealRegion(id);
}

/** Scrolls to a region, if the regions are below each other. The focus stays where it is. */
export function revealRegion(id: RegionId): void {
  const behavior = prefersReducedMotion.current ? 'instant' : 'smooth';
  document.getElementById(id)?.scrollIntoView({ block: 'start', behavior });
}

/** Moves the focus to the previous or next region; after the last one comes the first. */
export function moveRegion(step: 1 | -1): void {
  const focused = document.activeElement?.closest('[data-region]')?.id;
  const index = regionIds.findIndex((id) => id === focused);
  const next = index < 0 && step < 0 ? regionIds.length - 1 : index + step;
  const id = regionIds[(next + regionIds.length) % regionIds.length];
  if (id) focusRegion(id);
}
