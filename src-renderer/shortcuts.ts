type PlainCommand = 'choose-file' | 'run' | 'stop' | 'save' | 'find-service' | 'connections' | 'history' | 'settings';

/** What a key combination asks for. */
export type Command =
  | { readonly kind: PlainCommand }
  /** To the next or the previous region of the window. */
  | { readonly kind: 'move-region'; readonly step: 1 | -1 }
  /** To one region, counted from 0. */
  | { readonly kind: 'go-to-region'; readonly index: number };

const withControl: Readonly<Record<string, PlainCommand>> = {
  o: 'choose-file',
  enter: 'run',
  s: 'save',
  k: 'find-service',
  l: 'connections',
  h: 'history',
  ',': 'settings',
};

/** The command of a key combination; `undefined` for every other. Command (⌘) serves as Control on a Mac. */
export function commandOf(event: KeyboardEvent): Command | undefined {
  if (event.isComposing) return undefined;
  const hasControl = event.ctrlKey || event.metaKey;
  if (hasControl && !event.altKey && !event.shiftKey) {
    const kind = withControl[event.key.toLowerCase()];
    return kind && { kind };
  }
  if (event.altKey && !hasControl) {
    // The code, not the key: with Option held, a Mac types other characters.
    const digit = /^Digit([1-4])$/.exec(event.code)?.[1];
    return digit === undefined ? undefined : { kind: 'go-to-region', index: Number(digit) - 1 };
  }
  if (hasControl || event.altKey) return undefined;
  if (event.key === 'F6') return { kind: 'move-region', step: event.shiftKey ? -1 : 1 };
  return event.key === 'Escape' ? { kind: 'stop' } : undefined;
}

/** The regions of the window, in the order the keyboard visits them; each is the `id` of its element. */
export const regionIds = ['region-services', 'region-input', 'region-actions', 'region-result'] as const;

/** Moves the focus to a region. */
export function focusRegion(id: (typeof regionIds)[number]): void {
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
