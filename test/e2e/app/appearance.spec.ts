import { join } from 'node:path';
import { expect, OscarApp, test } from '../../fixtures/app';

test('the window speaks Spanish and changes its colours without a restart, and keeps both', async ({ app, folder }) => {
  const { page } = app;
  const root = page.locator('html');
  await app.practise();

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Language').selectOption('Español');
  await expect(page.getByRole('dialog', { name: 'Ajustes' })).toBeVisible();
  await expect(root).toHaveAttribute('lang', 'es');
  expect(await menuLabels(app)).toEqual(['Archivo', 'Edición', 'Ejecutar', 'Ver', 'Ventana', 'Ayuda']);

  // The colours of the computer are not those of whoever runs the tests.
  await page.emulateMedia({ colorScheme: null });
  await page.getByLabel('Colores').selectOption('Contraste alto');
  await expect(root).toHaveAttribute('data-theme', 'high-contrast');
  await page.getByLabel('Colores').selectOption('Oscuros');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await expect.poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  await page.getByRole('button', { name: 'Cerrar' }).click();

  await app.chooseService('La vaca dice');
  await page.getByRole('button', { name: 'Probar con el ejemplo' }).click();
  await page.getByRole('button', { name: 'Ejecutar', exact: true }).click();
  const result = page.getByRole('region', { name: /^Resultado/ });
  await expect(result.getByRole('button', { name: 'Guardar como…' })).toBeVisible();
  await expect(result.getByText('Texto que ha escrito el servicio')).toBeVisible();
  await expect(
    page.getByRole('status').getByText(/^La vaca dice ha terminado en .+\. El resultado está listo\.$/),
  ).toBeAttached();
  expect(app.consoleMessages).toEqual([]);

  const place = { x: 40, y: 30, width: 900, height: 620 };
  await app.electron.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    place,
  );
  await expect.poll(() => bounds(app)).toEqual(place);
  await app.close();
  const again = await OscarApp.start(join(folder, 'user-data'));
  await expect(again.page.getByRole('button', { name: 'Historial' })).toBeVisible();
  await expect(again.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await again.electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
  await expect.poll(() => menuLabels(again)).toEqual(['Archivo', 'Edición', 'Ejecutar', 'Ver', 'Ventana', 'Ayuda']);
  expect(await bounds(again)).toEqual(place);
  await again.close();
});

/** Where the window is. */
function bounds({ electron }: OscarApp): Promise<Electron.Rectangle | undefined> {
  return electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
}

/** The menus in the menu bar. */
function menuLabels({ electron }: OscarApp): Promise<string[] | undefined> {
  return electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));
}
