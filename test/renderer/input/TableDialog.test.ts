import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { inferForm } from '../../../src-main/core/input/form/inference';
import { TableState, type KnownJson } from '../../../src-renderer/input/table/table.svelte';
import TableDialog from '../../../src-renderer/input/table/TableDialog.svelte';
import { inputFile } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();

async function open(oscar: FakeOscar, name = 'plots.csv', json?: KnownJson) {
  const table = new TableState(oscar);
  const onmake = vi.fn();
  await table.ask(inputFile(name), json);
  render(TableDialog, { table, onmake });
  return { table, onmake };
}

const make = () => screen.getByRole('button', { name: /^Make a list/, hidden: true });
const button = (name: string) => screen.getByRole('button', { name, hidden: true });
const field = (name: string) => screen.getByRole('combobox', { name, hidden: true });

function templateOf({ tableUses }: FakeOscar): string {
  const input = tableUses.at(-1)?.input;
  return input?.kind === 'json' ? input.template : '';
}

describe('TableDialog', () => {
  it('shows the first rows as they are sent, and what is left out and why', async () => {
    const oscar = new FakeOscar();
    const { onmake } = await open(oscar);
    expect(await screen.findByText('The oak is old.')).toBeInTheDocument();
    expect(screen.getByText('198 of 200 rows are sent · 2 left out: The cell is empty')).toBeInTheDocument();
    expect(oscar.tableUses).toEqual([{ input: { kind: 'text', column: 'text' } }]);
    await user.click(make());
    expect(make()).toHaveTextContent('Make a list of 198 rows');
    expect(onmake).toHaveBeenCalledOnce();
  });

  it('follows what is chosen: the column, names, and which rows', async () => {
    const oscar = new FakeOscar();
    const { table } = await open(oscar);
    await user.selectOptions(field('Column with the text'), 'id');
    await user.selectOptions(field('Names of the results'), 'text');
    await user.click(button('Only some rows…'));
    expect(field('Only where')).toHaveFocus();
    await user.selectOptions(field('Comparison'), 'contains');
    await user.type(screen.getByRole('textbox', { name: 'Text or number', hidden: true }), 'a');
    await user.click(button('Another condition'));
    await user.selectOptions(field('and'), 'text');
    const [, second] = screen.getAllByRole('combobox', { name: 'Comparison', hidden: true });
    if (second) await user.selectOptions(second, 'is empty');
    const use = {
      input: { kind: 'text', column: 'id' },
      nameColumn: 'text',
      only: [
        { column: 'id', test: 'contains', text: 'a' },
        { column: 'text', test: 'is-empty', text: '' },
      ],
    };
    await waitFor(() => expect(oscar.tableUses.at(-1)).toEqual(use));
    expect(screen.getAllByRole('textbox', { name: 'Text or number', hidden: true })).toHaveLength(1);
    expect(await table.take()).toEqual({ ok: true, value: { kind: 'batch', id: 'a-table' } });
    expect(oscar.tableUses.at(-1)).toEqual(use);
    expect(table.file).toBeUndefined();
  });

  it('takes all rows again once the last condition is removed', async () => {
    const oscar = new FakeOscar();
    await open(oscar);
    await user.click(button('Only some rows…'));
    await user.click(button('Remove the condition'));
    expect(button('Only some rows…')).toHaveFocus();
    await waitFor(() => expect(oscar.tableUses.at(-1)).toEqual({ input: { kind: 'text', column: 'text' } }));
  });

  it('fills the fields of a form from columns', async () => {
    const oscar = new FakeOscar();
    const text = '{"tree": {"name": "Ash", "size": 1.5}}';
    const form = inferForm(text);
    if (!form) throw new Error('no form');
    await open(oscar, 'plots.csv', { offered: { form, source: 'sample' }, text });
    await user.selectOptions(field('tree › name'), 'text');
    await user.selectOptions(field('tree › size'), 'id');
    const template = '{"tree": {"name": "{{text}}", "size": {{id}}}}';
    await waitFor(() => expect(oscar.tableUses.at(-1)).toEqual({ input: { kind: 'json', template } }));
    const editor = screen.getByRole('textbox', { name: 'JSON for each row', hidden: true });
    expect(editor).toHaveValue(template);
    await user.clear(editor);
    await waitFor(() => expect(oscar.tableUses.at(-1)).toEqual({ input: { kind: 'json', template: '' } }));
  });

  it('fills the file field of a form from the column with the names of files', async () => {
    const oscar = new FakeOscar();
    const { openedTable } = oscar;
    oscar.openedTable = { ...openedTable, headings: ['id', 'photo'], columns: { text: 'id', file: 'photo' } };
    const form = {
      kind: 'group',
      isClosed: false,
      members: [{ key: 'image', isRequired: true, field: { kind: 'file', title: 'Image' } }],
    } as const;
    await open(oscar, 'plots.csv', { offered: { form, source: 'card' } });
    expect(field('Image')).toHaveValue('photo');
    await waitFor(() => expect(JSON.parse(templateOf(oscar))).toEqual({ image: '{{file:photo}}' }));
    expect(screen.getByText(/have to be in the folder of the table/)).toBeInTheDocument();
  });

  it('says what is wrong with the use, and makes no list of it', async () => {
    const oscar = new FakeOscar();
    oscar.refuse('lookAtTable', { code: 'table-unusable', problem: 'column-missing', column: 'b' });
    const { onmake } = await open(oscar);
    expect(await screen.findByText('The table has no column “b”')).toBeInTheDocument();
    expect(make()).toHaveAttribute('aria-disabled', 'true');
    await user.click(make());
    expect(onmake).not.toHaveBeenCalled();
  });

  it('names the line of a broken quote', async () => {
    const oscar = new FakeOscar();
    oscar.openedTable = { ...oscar.openedTable, brokenLine: 90_000 };
    await open(oscar);
    expect(screen.getByText('The quotes of a cell in line 90,000 are broken')).toBeInTheDocument();
  });

  it('reads in another way, also what could not be read', async () => {
    const oscar = new FakeOscar();
    oscar.refuse('openTable', { code: 'table-unusable', problem: 'encoding' });
    const { table } = await open(oscar);
    expect(screen.getByText('The table has another encoding')).toBeInTheDocument();
    oscar.allow('openTable');
    await user.selectOptions(field('Encoding'), 'windows-1252');
    await waitFor(() => expect(table.opened).toBeDefined());
    expect(oscar.tableReads).toEqual([{}, { encoding: 'windows-1252' }]);
    expect(table.error).toBeUndefined();
  });

  it('offers the sheets of a workbook, and nothing of how text is read', async () => {
    const oscar = new FakeOscar();
    oscar.openedTable = {
      ...oscar.openedTable,
      form: { kind: 'workbook', sheet: 'One' },
      sheets: ['One', 'Two'],
    };
    await open(oscar, 'plots.xlsx');
    await user.selectOptions(field('Sheet'), 'Two');
    expect(oscar.tableReads).toEqual([{}, { sheet: 'Two' }]);
    expect(screen.queryByRole('combobox', { name: 'Encoding', hidden: true })).toBeNull();
  });

  it('takes the first row for one like the others, where the columns have no names', async () => {
    const oscar = new FakeOscar();
    const { table } = await open(oscar);
    await user.selectOptions(field('Encoding'), 'windows-1252');
    await waitFor(() => expect(table.opened).toBeDefined());
    const box = () => screen.getByLabelText('The first row holds the names of the columns');
    expect(box()).toBeChecked();
    await user.click(box());
    await waitFor(() => expect(oscar.tableReads.at(-1)).toEqual({ encoding: 'windows-1252', hasNoNames: true }));
    await waitFor(() => expect(table.opened).toBeDefined());
    expect(box()).not.toBeChecked();
  });

  it('forgets the table when it is left', async () => {
    const oscar = new FakeOscar();
    const { table } = await open(oscar);
    await user.click(screen.getByRole('button', { name: 'Cancel', hidden: true }));
    expect(table.file).toBeUndefined();
  });
});
