import { afterEach, describe, expect, it } from 'vitest';
import { commandOf, focusRegion, moveRegion, regionIds } from '../../src-renderer/shortcuts';

const key = (name: string, more: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key: name, ...more });

describe('commandOf', () => {
  it.each([
    [key('o', { ctrlKey: true }), { kind: 'choose-file' }],
    [key('Enter', { ctrlKey: true }), { kind: 'run' }],
    [key('Enter', { metaKey: true }), { kind: 'run' }],
    [key('S', { ctrlKey: true }), { kind: 'save' }],
    [key('k', { ctrlKey: true }), { kind: 'find-service' }],
    [key('l', { ctrlKey: true }), { kind: 'connections' }],
    [key('Escape'), { kind: 'stop' }],
    [key('F6'), { kind: 'move-region', step: 1 }],
    [key('F6', { shiftKey: true }), { kind: 'move-region', step: -1 }],
    [key('¡', { altKey: true, code: 'Digit1' }), { kind: 'go-to-region', index: 0 }],
    [key('4', { altKey: true, code: 'Digit4' }), { kind: 'go-to-region', index: 3 }],
  ])('knows $key', (event, command) => {
    expect(commandOf(event)).toEqual(command);
  });

  it.each([
    key('o'),
    key('Enter'),
    key('s', { ctrlKey: true, shiftKey: true }),
    key('k', { ctrlKey: true, altKey: true }),
    key('5', { altKey: true, code: 'Digit5' }),
    key('Escape', { isComposing: true }),
  ])('leaves other keys alone', (event) => {
    expect(commandOf(event)).toBeUndefined();
  });
});

describe('regions', () => {
  afterEach(() => document.body.replaceChildren());

  function showRegions(): void {
    document.body.innerHTML = regionIds
      .map((id) => `<section id="${id}" tabindex="-1" data-region></section>`)
      .join('');
  }

  it('go round in both directions', () => {
    showRegions();
    focusRegion('region-result');
    moveRegion(1);
    expect(document.activeElement?.id).toBe('region-services');
    moveRegion(-1);
    expect(document.activeElement?.id).toBe('region-result');
  });

  it('begin at either end when none has the focus', () => {
    showRegions();
    moveRegion(1);
    expect(document.activeElement?.id).toBe('region-services');
    document.body.focus();
    showRegions();
    moveRegion(-1);
    expect(document.activeElement?.id).toBe('region-result');
  });
});
