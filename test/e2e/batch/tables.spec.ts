import axe from 'axe-core';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from '../../fixtures/app';

/** Rows for four sentences, of which one is missing, written by openpyxl. */
const workbook = join(import.meta.dirname, '../../fixtures/tables/sentences.xlsx');

test('sentences of a spreadsheet are run row by row, and come back with answers as a spreadsheet', async ({
  app,
  folder,
}) => {
  await app.practise();
  await app.chooseService('Cow says');
  await app.drop(workbook);
  await app.page.getByRole('button', { name: 'Run each row…' }).click();

  const dialog = app.page.getByRole('dialog', { name: 'Run each row of sentences.xlsx' });
  await expect(dialog.getByRole('combobox', { name: 'Column with the text' })).toHaveValue('sentence');
  await expect(dialog.getByText('Señal 2.')).toBeVisible();
  await expect(dialog.getByText('3 of 4 rows are sent · 1 left out: The cell is empty')).toBeVisible();
  await app.page.evaluate(axe.source);
  const { violations } = await app.page.evaluate(() => window.axe.run({ preload: false, iframes: false }));
  expect(violations).toEqual([]);
  await dialog.getByRole('combobox', { name: 'Names of the results' }).selectOption('plot');
  await expect(dialog.getByText('Row 2 · P01.txt')).toBeVisible();
  await dialog.getByRole('button', { name: 'Make a list of 3 rows' }).click();

  await expect(app.page.getByText('3 rows of sentences.xlsx')).toBeVisible();
  const run = app.page.getByRole('button', { name: 'Run 3 rows' });
  await expect(run).toBeEnabled();
  await run.click();
  await expect(app.page.getByText('All rows are done', { exact: true })).toBeVisible();

  const saved = join(folder, 'answered.xlsx');
  await app.page.getByRole('button', { name: 'Take away', exact: true }).click();
  await app.page.getByRole('menuitem', { name: 'Your table with the answers…' }).click();
  await app.answerFileDialog(saved);
  await expect(app.page.getByText('Saved as “answered.xlsx” in')).toBeVisible();
  const rows = await readSheet(saved);
  expect(rows).toHaveLength(5);
  expect(rows[1]).toEqual(expect.arrayContaining(['P01', 'Señal 1.', '2026-03-01', 0.5, 'done', 'P01 – cowsay.txt']));
  expect(rows[1]?.[4]).toContain('< Señal 1. >');
  expect(rows[3]).toEqual(expect.arrayContaining(['P03', 'left out', 'empty-cell']));
});
