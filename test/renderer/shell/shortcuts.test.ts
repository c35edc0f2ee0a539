import { describe, expect, it } from 'vitest';
import { commandIds, keysOf } from '../../../src-main/contract/commands';
import { ariaKeys, commandsOf, keyWords } from '../../../src-renderer/shell/shortcuts';

const key = (name: string, more: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key: name, ...more });

describe('commandsOf', () => {
  it.each([
    [key('o', { ctrlKey: true }), ['choose-files']],
    [key('O', { ctrlKey: true, shiftKey: true }), ['choose-folder']],
    [key('Enter', { ctrlKey: true }), ['run']],
    [key('S', { ctrlKey: true }), ['save']],
    [key('k', { ctrlKey: true }), ['find-service']],
    [key('l', { ctrlKey: true }), ['connections']],
    [key(',', { ctrlKey: true }), ['settings']],
    [key('Escape'), ['back-to-services', 'stop']],
    [key('F6'), ['next-region']],
    [key('F6', { shiftKey: true }), ['previous-region']],
    [key('¡', { altKey: true, code: 'Digit1' }), ['go-to-services']],
    [key('4', { altKey: true, code: 'Digit4' }), ['go-to-result']],
  ])('knows %#', (event, commands) => {
    expect(commandsOf(event, false)).toEqual(commands);
  });

  it.each([
    [key('Enter', { metaKey: true }), ['run']],
    [key('y', { metaKey: true }), ['history']],
    // ⌘H hides the program there.
    [key('h', { metaKey: true }), []],
    [key('o', { ctrlKey: true }), []],
  ])('knows the keys of a Mac %#', (event, commands) => {
    expect(commandsOf(event, true)).toEqual(commands);
  });

  it.each([
    key('o'),
    key('Enter'),
    key('k', { ctrlKey: true, altKey: true }),
    key('k', { ctrlKey: true, metaKey: true }),
    key('5', { altKey: true, code: 'Digit5' }),
    key('Escape', { isComposing: true }),
  ])('leaves other keys alone %#', (event) => {
    expect(commandsOf(event, false)).toEqual([]);
  });

  it.each([false, true])('asks for one thing only, but for Escape', (isMac) => {
    const keys = commandIds.flatMap((id) => keysOf(id, isMac) ?? []);
    expect(keys.filter((one, index) => keys.indexOf(one) !== index)).toEqual(['Escape']);
  });
});

describe('the keys of a command', () => {
  it('are told to screen readers', () => {
    expect(ariaKeys('choose-folder')).toBe('Control+Shift+O');
    expect(ariaKeys('try-sample')).toBeUndefined();
  });

  it('are shown as they are printed on the keyboard', () => {
    expect(keyWords('choose-folder', false)).toBe('Ctrl+Shift+O');
    expect(keyWords('history', true)).toBe('⌘+Y');
    expect(keyWords('stop', false)).toBe('Esc');
    expect(keyWords('import-clusters', false)).toBeUndefined();
  });
});
