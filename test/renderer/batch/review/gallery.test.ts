import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import App from '../../../../src-renderer/App.svelte';
import { batchOverview, batchRow, finishedAt } from '../../builders';
import { FakeOscar } from '../../fake-api';

const user = userEvent.setup();
const photoCount = 10_000;
let oscar: FakeOscar;

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  oscar = new FakeOscar();
  oscar.batchRows = Array.from({ length: photoCount }, (_, index) =>
    batchRow(`${index}.png`, {
      index,
      status: 'done',
      picture: { url: `oscar-input://one-${index}`, mediaType: 'image/png', sizeBytes: 75 },
    }),
  );
  oscar.batch = batchOverview({ phase: { status: 'finished', finishedAt }, pictures: photoCount });
});

afterEach(() => vi.restoreAllMocks());

const placesIn = (gallery: HTMLElement) =>
  within(gallery)
    .getAllByRole('option')
    .map((option) => Number(option.getAttribute('aria-posinset')));

it('has the pictures in sight and their neighbours in the page, of 10,000', async () => {
  render(App, { oscar });
  await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
  await user.click(await screen.findByRole('button', { name: 'Show' }));
  await user.click(screen.getByRole('radio', { name: 'Pictures' }));
  const gallery = await screen.findByRole('listbox', { name: 'Pictures' });
  await within(gallery).findByRole('option', { name: '0.png' });
  const inPage = placesIn(gallery).length;
  expect(inPage).toBeGreaterThan(30);
  expect(inPage).toBeLessThan(100);

  const counted = oscar.facetCounts;
  gallery.scrollTop = 60_000;
  await fireEvent.scroll(gallery);
  await expect.poll(() => Math.min(...placesIn(gallery))).toBeGreaterThan(1000);
  expect(placesIn(gallery).length).toBeLessThanOrEqual(inPage);
  expect(within(gallery).queryByRole('option', { name: '0.png' })).not.toBeInTheDocument();
  // Scrolling must not count the set again.
  expect(oscar.facetCounts).toBe(counted);
});
