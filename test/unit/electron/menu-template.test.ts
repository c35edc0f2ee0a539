import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { commandIds, keysOf, type CommandId } from '../../../src-main/contract/commands';
import { menuTemplate, textMenuTemplate } from '../../../src-main/electron/menu-template';
import { menuWords } from '../../../src-main/electron/menu-words';

const offered = commandIds.map((id) => ({ id, title: `The title of ${id}`, isEnabled: id !== 'save' }));

function menus(isMac: boolean, commands = offered, onchoose: (id: CommandId) => void = () => undefined) {
  return menuTemplate({ words: menuWords('en', 'en'), isMac, commands, onchoose });
}

function linesOf(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
}

describe.each([false, true])('the menu bar, on a Mac: %s', (isMac) => {
  const lines = linesOf(menus(isMac));

  it('has every command once, with its title, its keys and whether it can be chosen', () => {
    expect(lines.flatMap(({ id }) => id ?? []).sort()).toEqual([...commandIds].sort());
    for (const id of commandIds) {
      expect(lines.find((line) => line.id === id)).toMatchObject({
        label: `The title of ${id}`,
        enabled: id !== 'save',
        ...(keysOf(id, isMac) !== undefined && { accelerator: keysOf(id, isMac), registerAccelerator: false }),
      });
    }
  });

  it('has a title or a sign for every line, and no separator at an end or beside another', () => {
    for (const { submenu } of menus(isMac)) {
      const types = Array.isArray(submenu) ? submenu.map(({ type, label }) => type ?? typeof label) : [];
      expect(types.join(' ')).not.toMatch(/^separator|separator$|separator separator|undefined/);
    }
  });

  it('has only what Electron does by itself until the page has spoken', () => {
    const template = menus(isMac, []);
    expect(linesOf(template).flatMap(({ id }) => id ?? [])).toEqual([]);
    expect(template.map(({ label }) => label)).toEqual(expect.arrayContaining(['File', 'Edit', 'View', 'Window']));
    expect(template.map(({ label }) => label)).not.toContain('Run');
  });
});

it('tells which command was chosen', () => {
  const chosen: CommandId[] = [];
  const run = linesOf(menus(false, offered, (id) => chosen.push(id))).find(({ id }) => id === 'run');
  // Electron hands over the item, the window and the event, which nobody here looks at.
  Reflect.apply(run?.click ?? (() => undefined), undefined, []);
  expect(chosen).toEqual(['run']);
});

it('keeps a Mac’s own places for what every program has', () => {
  const [app] = menus(true);
  expect(app?.role).toBe('appMenu');
  expect(linesOf(app ? [app] : []).map(({ id, role }) => id ?? role)).toEqual(
    expect.arrayContaining(['about', 'settings', 'hide', 'quit']),
  );
});

describe('the menu of text', () => {
  const all = { canCut: true, canCopy: true, canPaste: true, canSelectAll: true };
  const rolesOf = (place: Parameters<typeof textMenuTemplate>[1]) =>
    textMenuTemplate(menuWords('es', 'en'), place).map(({ role, label, enabled }) => [role, label, enabled]);

  it('cuts, copies, pastes and selects in a field, as far as that can be done now', () => {
    expect(
      rolesOf({ isEditable: true, selectionText: '', editFlags: { ...all, canCut: false, canCopy: false } }),
    ).toEqual([
      ['cut', 'Cortar', false],
      ['copy', 'Copiar', false],
      ['paste', 'Pegar', true],
      [undefined, undefined, undefined],
      ['selectAll', 'Seleccionar todo', true],
    ]);
  });

  it('copies what is selected elsewhere, and is empty where nothing is', () => {
    expect(rolesOf({ isEditable: false, selectionText: 'leaf', editFlags: all })).toEqual([['copy', 'Copiar', true]]);
    expect(rolesOf({ isEditable: false, selectionText: ' ', editFlags: all })).toEqual([]);
  });
});
