import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import App from '../../../src-renderer/App.svelte';
import { applyAppearance } from '../../../src-renderer/shell/appearance';
import { formatBytes, formatDuration, formatFromNow, formatList, formatNumber } from '../../../src-renderer/format';
import { FakeOscar } from '../fake-api';

const root = document.documentElement;

afterEach(() => applyAppearance({ language: 'system', theme: 'system' }));

describe('the appearance', () => {
  it('changes while the window is open, and is kept', async () => {
    const user = userEvent.setup();
    const oscar = new FakeOscar();
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Settings' }));

    await user.selectOptions(screen.getByLabelText('Language'), 'Español');
    expect(await screen.findByRole('dialog', { name: 'Ajustes' })).toBeVisible();
    await user.selectOptions(screen.getByLabelText('Colores'), 'Contraste alto');

    expect([root.lang, root.dir, root.dataset['theme']]).toEqual(['es', 'ltr', 'high-contrast']);
    expect(oscar.settings).toMatchObject({ language: 'es', theme: 'high-contrast' });
  });

  it('is that of the computer unless another is chosen', () => {
    applyAppearance({ language: 'system', theme: 'system' });
    expect([root.lang, root.dataset['theme']]).toEqual(['en', 'system']);
  });

  it('follows the computer to another language', async () => {
    const language = vi.spyOn(navigator, 'language', 'get');
    render(App, { oscar: new FakeOscar() });
    await screen.findByRole('button', { name: 'Settings' });
    language.mockReturnValue('es-MX');
    window.dispatchEvent(new Event('languagechange'));
    expect(await screen.findByRole('button', { name: 'Ajustes' })).toBeVisible();
    language.mockRestore();
  });

  it('writes numbers, sizes and times as the language does', () => {
    applyAppearance({ language: 'es', theme: 'system' });
    expect(formatNumber(12_345)).toBe('12.345');
    expect(formatBytes(1_234_567)).toBe('1,2 MB');
    expect(formatDuration(3200)).toBe('3,2 s');
    expect(formatFromNow('2026-03-04T12:00:00Z', Date.parse('2026-03-05T12:00:00Z'))).toBe('ayer');
    expect(formatList(['JPG', 'PNG'])).toBe('JPG y PNG');
  });
});
