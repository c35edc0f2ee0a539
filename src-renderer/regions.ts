/** The regions of the window, in the order the keyboard visits them; each is the `id` of its element. */
export const regionIds = ['region-services', 'region-input', 'region-actions', 'region-result'] as const;

/** A region of the window. */
export type RegionId = (typeof regionIds)[number];

/** Moves the focus to a region. */
export function focusRegion(id: RegionId): void {
  document.getElementById(id)?.focus();
}

/** Moves the focus to the region before or after the one that has it, round the corner at either end. */
export function moveRegion(step: 1 | -1): void {
  const focused = document.activeElement?.closest('[data-region]')?.id;
  const index = regionIds.findIndex((id) => id === focused);
  const next = index < 0 && step < 0 ? regionIds.length - 1 : index + step;
  const id = regionIds[(next + regionIds.length) % regionIds.length];
  if (id) focusRegion(id);
}
