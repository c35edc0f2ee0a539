import { afterEach, describe, expect, it } from 'vitest';
import { focusRegion, moveRegion, regionIds } from '../../../src-renderer/ui/regions';

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
