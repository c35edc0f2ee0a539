import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { pageBytes } from '../../../../src-renderer/viewers/text/text-pages.svelte';
import TextViewer from '../../../../src-renderer/viewers/text/TextViewer.svelte';
import { serveBytes, type ByteServer } from '../../../fixtures/byte-server';

let server: ByteServer | undefined;
afterEach(() => server?.close());

it('finds, goes from match to match, and reads the text in another encoding', async () => {
  const user = userEvent.setup();
  const bytes = Buffer.from('Leaf\nseñal\nleaf\nleaf', 'latin1');
  server = await serveBytes(bytes);
  render(TextViewer, { url: server.url, sizeBytes: bytes.length, charset: 'iso-8859-1' });
  expect(await screen.findByText('señal')).toBeInTheDocument();
  await user.keyboard('{Control>}f{/Control}');
  const field = screen.getByRole('textbox', { name: 'Find in the result' });
  expect(field).toHaveFocus();
  await user.type(field, 'leaf');
  expect(screen.getByText('1 of 3')).toBeVisible();
  expect(CSS.highlights.get('found')?.size).toBe(3);
  await user.keyboard('{Shift>}{Enter}{/Shift}');
  expect(screen.getByText('3 of 3')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Next match' }));
  expect(screen.getByText('1 of 3')).toBeVisible();
  await user.type(field, 'x');
  expect(screen.getByText('No match')).toBeVisible();
  await user.selectOptions(screen.getByLabelText('Encoding'), 'Cyrillic (Windows-1251)');
  await waitFor(() => expect(screen.getByText('seсal')).toBeInTheDocument());
});

it('stays where the reader is when more is loaded during a search', async () => {
  const user = userEvent.setup();
  const scroll = vi.spyOn(Element.prototype, 'scrollIntoView').mockClear();
  const bytes = Buffer.from(`leaf\n${'an oak is not a beech '.repeat(pageBytes / 20)}\nleaf`);
  server = await serveBytes(bytes);
  render(TextViewer, { url: server.url, sizeBytes: bytes.length });
  const loadMore = await screen.findByRole('button', { name: 'Load more' });
  await user.type(screen.getByRole('textbox', { name: 'Find in the result' }), 'leaf');
  await waitFor(() => expect(CSS.highlights.get('found-current')?.size).toBe(1));
  expect(scroll).toHaveBeenCalled();

  scroll.mockClear();
  await user.click(loadMore);
  await waitFor(() => expect(screen.getByText('1 of 2')).toBeVisible());
  await waitFor(() => expect(CSS.highlights.get('found')?.size).toBe(2));
  expect(scroll).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: 'Next match' }));
  await waitFor(() => expect(scroll).toHaveBeenCalledOnce());
});
