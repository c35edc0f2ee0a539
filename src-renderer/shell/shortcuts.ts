import { commandIds, keysOf, type CommandId } from '../../src-main/contract/commands';
import { m } from '../i18n/locale.svelte';

/** Whether this is a Mac, where ⌘ does what Control does elsewhere. */
export const isMac = /^mac/i.test(navigator.platform);

/** The commands that a key combination asks for; more than one where it depends on what is open. */
export function commandsOf(event: KeyboardEvent, onMac = isMac): readonly CommandId[] {
  if (event.isComposing) return [];
  return commandIds.filter((id) => {
    const keys = keysOf(id, onMac);
    return keys !== undefined && isPressed(keys, event, onMac);
  });
}

/** The keys of a command for `aria-keyshortcuts`. */
export function ariaKeys(id: CommandId): string | undefined {
  return keysOf(id, isMac)
    ?.replace('CommandOrControl', isMac ? 'Meta' : 'Control')
    .replace('Command', 'Meta');
}

/** The keys of a command as people read them, such as `Ctrl+Shift+O`. */
export function keyWords(id: CommandId, onMac = isMac): string | undefined {
  const names: Readonly<Record<string, string>> = {
    ...m().commands.keyNames,
    CommandOrControl: onMac ? '⌘' : m().commands.keyNames.Control,
    Command: '⌘',
  };
  return keysOf(id, onMac)
    ?.split('+')
    .map((part) => names[part] ?? part)
    .join('+');
}

function isPressed(keys: string, event: KeyboardEvent, onMac: boolean): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const hasPrimary = parts.some((part) => part.startsWith('Command'));
  return (
    event.ctrlKey === (hasPrimary && !onMac) &&
    event.metaKey === (hasPrimary && onMac) &&
    event.altKey === parts.includes('Alt') &&
    event.shiftKey === parts.includes('Shift') &&
    // The code of a digit, not the key: with Option held, a Mac types other characters.
    (/^\d$/.test(key) ? event.code === `Digit${key}` : event.key.toLowerCase() === key.toLowerCase())
  );
}
