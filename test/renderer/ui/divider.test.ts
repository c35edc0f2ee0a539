import { fireEvent, render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import Divider from '../../../src-renderer/ui/Divider.svelte';

const onmove = vi.fn<(share: number) => void>();
const onleave = vi.fn<(share: number | undefined) => void>();

beforeEach(() => {
  onmove.mockReset();
  onleave.mockReset();
  // jsdom has no pointers to capture.
  HTMLElement.prototype.setPointerCapture = () => undefined;
});

/** A divider in the middle of 1000 pixels. */
function draw(share = 0.5) {
  return render(Divider, { share, least: 0.25, most: 0.75, widthPx: 1000, onmove, onleave });
}

/** What the mouse does; jsdom's own pointer events have no place. */
const point = (type: string, clientX: number) =>
  fireEvent(divider(), new MouseEvent(type, { clientX, button: 0, bubbles: true }));
const divider = () => screen.getByRole('separator', { name: 'Divider between input and result' });

describe('the divider between input and result', () => {
  it('tells where it is, and between what bounds', () => {
    draw(0.36);
    expect(divider()).toHaveAttribute('aria-valuenow', '36');
    expect(divider()).toHaveAttribute('aria-valuemin', '25');
    expect(divider()).toHaveAttribute('aria-valuemax', '75');
  });

  it('follows the mouse within its bounds, and is left where the mouse lets go', async () => {
    const { rerender } = draw();
    await point('pointerdown', 500);
    await point('pointermove', 600);
    expect(onmove).toHaveBeenLastCalledWith(0.6);
    await point('pointermove', 990);
    expect(onmove).toHaveBeenLastCalledWith(0.75);
    await rerender({ share: 0.75 });
    await point('pointerup', 0);
    expect(onleave).toHaveBeenCalledExactlyOnceWith(0.75);
    await point('pointermove', 300);
    expect(onmove).toHaveBeenCalledTimes(2);
  });

  it('stays where it is after a click that moves nothing', async () => {
    draw();
    await point('pointerdown', 500);
    await point('pointerup', 0);
    expect(onleave).not.toHaveBeenCalled();
  });

  it.each([
    ['{ArrowLeft}', 0.48],
    ['{ArrowRight}', 0.52],
    ['{Home}', 0.25],
    ['{End}', 0.75],
    ['{Enter}', undefined],
  ])('is moved by %s', async (key, share) => {
    draw();
    divider().focus();
    await userEvent.keyboard(key);
    expect(onleave).toHaveBeenCalledExactlyOnceWith(share);
  });

  it('places itself again after a double click', async () => {
    draw(0.7);
    await fireEvent.dblClick(divider());
    expect(onleave).toHaveBeenCalledExactlyOnceWith(undefined);
  });
});
