import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import ServiceList from '../../../src-renderer/service/ServiceList.svelte';

const options = [
  { key: '/grayscale', name: 'grayscale', title: 'Black and white', purpose: 'Turns a picture into shades of grey' },
  { key: '/cowsay', name: 'cowsay', title: 'Cow says', purpose: 'A cow says your message' },
  { key: '/plants', name: 'plants', title: 'plants', purpose: 'Names plants', obstacle: 'Can’t be run from here' },
];
const onselect = vi.fn<(key: string) => void>();
const user = userEvent.setup();

beforeEach(() => onselect.mockClear());

describe('ServiceList', () => {
  it('says what each service does, or why it can’t be run', () => {
    render(ServiceList, { options, selectedKey: '/cowsay', onselect, onmenu: () => undefined });
    expect(screen.getByRole('option', { name: /Cow says/, selected: true })).toHaveTextContent(
      'A cow says your message',
    );
    expect(screen.getByRole('option', { name: /plants/ })).toHaveTextContent('Can’t be run from here');
  });

  it('chooses by click', async () => {
    render(ServiceList, { options, selectedKey: undefined, onselect, onmenu: () => undefined });
    await user.click(screen.getByText('A cow says your message'));
    expect(onselect).toHaveBeenCalledExactlyOnceWith('/cowsay');
  });

  it.each([
    ['{ArrowDown}', '/plants'],
    ['{ArrowUp}', '/grayscale'],
    ['{Home}', '/grayscale'],
    ['{End}', '/plants'],
    ['b', '/grayscale'],
    ['pl', '/plants'],
  ])('chooses with the keys %s', async (keys, key) => {
    render(ServiceList, { options, selectedKey: '/cowsay', onselect, onmenu: () => undefined });
    screen.getByRole('listbox', { name: 'Services' }).focus();
    await user.keyboard(keys);
    expect(onselect).toHaveBeenLastCalledWith(key);
  });

  it('finds by any word of the name, the title or the purpose', async () => {
    render(ServiceList, { options, selectedKey: undefined, onselect, onmenu: () => undefined });
    await user.type(screen.getByRole('searchbox', { name: 'Find a service' }), 'GREY picture');
    expect(screen.getAllByRole('option')).toHaveLength(1);
    await user.keyboard('{Enter}');
    expect(onselect).toHaveBeenCalledExactlyOnceWith('/grayscale');
    expect(screen.getByRole('listbox')).toHaveFocus();
  });

  it('says when nothing matches', async () => {
    render(ServiceList, { options, selectedKey: undefined, onselect, onmenu: () => undefined });
    await user.type(screen.getByRole('searchbox'), 'zebra');
    expect(screen.getByRole('status')).toHaveTextContent('No service matches “zebra”.');
  });
});
