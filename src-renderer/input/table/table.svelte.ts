import { SvelteMap } from 'svelte/reactivity';
import type { AcceptedInput } from '../../../src-main/core/batch/batch';
import type { OpenedTable, TableLook } from '../../../src-main/core/batch/table-look';
import type { Reply } from '../../../src-main/contract/ground/call';
import { cellFields, initialText, templateOf, type CellField } from '../../../src-main/contract/forms';
import type { ErrorInfo } from '../../../src-main/core/ground/error';
import type { TableReadOptions } from '../../../src-main/core/input/table/form';
import type { RowCondition } from '../../../src-main/core/input/table/row-filter';
import type { RowUse, TableUse } from '../../../src-main/core/input/table/rows';
import type { InputFile } from '../../../src-main/core/run/invocation';
import type { Oscar } from '../../api';
import type { OfferedForm } from '../form/form-fill';

/** What is known about the JSON of a service. */
export interface KnownJson {
  readonly offered: OfferedForm;
  /** JSON that the service took before, or its sample. */
  readonly text?: string;
}

/** The table whose rows are to be run: how it is read, what is sent for each row, and the preview. */
export class TableState {
  /** The file of the table. */
  file = $state.raw<InputFile>();
  opened = $state.raw<OpenedTable>();
  /** The preview of its rows; absent until it is known. */
  look = $state.raw<TableLook>();
  error = $state.raw<ErrorInfo>();
  isReading = $state(false);
  readOptions = $state.raw<TableReadOptions>({});
  kind = $state<RowUse['kind']>('text');
  textColumn = $state('');
  fileColumn = $state('');
  nameColumn = $state<string>();
  /** Only rows that meet all of these are run. */
  conditions = $state<RowCondition[]>([]);
  json = $state.raw<KnownJson>();
  /** The column of each field that is filled from one. */
  readonly #filled = new SvelteMap<string, string>();
  /** JSON that the user wrote by hand. It replaces the JSON from the fields. */
  #written = $state<string>();

  readonly fields: readonly CellField[] = $derived(this.json ? cellFields(this.json.offered.form, this.#base) : []);
  readonly template = $derived.by(() => {
    if (this.#written !== undefined) return this.#written;
    const fills = this.fields.flatMap((field) => {
      const column = this.columnOf(field);
      return column === undefined ? [] : [{ ...field, column }];
    });
    return templateOf(this.#base, fills);
  });

  readonly #oscar: Oscar;
  #isLooking = false;
  /** Whether the preview is out of date. */
  #isStale = false;

  constructor(oscar: Oscar) {
    this.#oscar = oscar;
  }

  /** Asks about the rows of a table. @param json what the service takes */
  async ask(file: InputFile, json: KnownJson | undefined): Promise<void> {
    this.file = file;
    this.json = json;
    await this.read({});
  }

  /** Reads the table, or reads it in another way. */
  async read(readOptions: TableReadOptions): Promise<void> {
    const { file } = this;
    if (!file) return;
    this.readOptions = readOptions;
    this.opened = undefined;
    this.look = undefined;
    this.error = undefined;
    this.isReading = true;
    const reply = await this.#oscar.openTable(file.id, readOptions);
    // The user may have changed the options meanwhile. Then only the later reading counts.
    if (this.file !== file || this.readOptions !== readOptions) return;
    this.isReading = false;
    if (reply.ok) this.#take(reply.value);
    else this.error = reply.error;
  }

  /** Fills a field from a column, or keeps the value of the form. */
  fill({ path }: CellField, column: string | undefined): void {
    this.#written = undefined;
    if (column === undefined) this.#filled.delete(JSON.stringify(path));
    else this.#filled.set(JSON.stringify(path), column);
  }

  /** The column from which a field is filled. */
  columnOf({ path }: CellField): string | undefined {
    const column = this.#filled.get(JSON.stringify(path));
    return column !== undefined && this.opened?.headings.includes(column) ? column : undefined;
  }

  /** Writes the JSON by hand. */
  write(template: string): void {
    this.#written = template;
  }

  /** Adds a condition for the rows, of the first column to begin with. */
  addCondition(): void {
    this.conditions.push({ column: this.opened?.headings[0] ?? '', test: 'is', text: '' });
  }

  /** Removes a condition. */
  removeCondition(index: number): void {
    this.conditions.splice(index, 1);
  }

  /** How the rows are used: what is sent, the names of results, and the filter. */
  get use(): TableUse {
    const { nameColumn, conditions } = this;
    return {
      input: this.#rowUse,
      ...(nameColumn !== undefined && { nameColumn }),
      ...(conditions.length > 0 && { only: $state.snapshot(conditions) }),
    };
  }

  /** Updates the preview. If one is being made already, the next begins after it. */
  async lookAgain(): Promise<void> {
    this.#isStale = true;
    if (this.#isLooking) return;
    this.#isLooking = true;
    while (this.#isStale && this.opened) {
      this.#isStale = false;
      const { id } = this.opened;
      const reply = await this.#oscar.lookAtTable(id, this.use);
      if (this.opened?.id !== id) continue;
      this.look = reply.ok ? reply.value : undefined;
      this.error = reply.ok ? undefined : reply.error;
    }
    this.#isLooking = false;
  }

  /** Makes a list of the rows; `undefined` if this fails. */
  async take(): Promise<Reply<AcceptedInput> | undefined> {
    const { opened, look } = this;
    if (!opened || !look || look.toSend === 0) return undefined;
    const reply = await this.#oscar.takeTable(opened.id, this.use);
    if (reply.ok) this.#forget();
    else this.error = reply.error;
    return reply;
  }

  /** Closes the table. */
  close(): void {
    this.#forget();
    void this.#oscar.closeTable();
  }

  get #base(): string {
    if (this.json) return this.json.text ?? initialText(this.json.offered.form);
    return `{${JSON.stringify(this.textColumn)}: "{{${this.textColumn}}}"}`;
  }

  get #rowUse(): RowUse {
    if (this.kind === 'json') return { kind: 'json', template: this.template };
    return { kind: this.kind, column: this.kind === 'file' ? this.fileColumn : this.textColumn };
  }

  #take(opened: OpenedTable): void {
    const { headings, columns } = opened;
    const known = (column: string | undefined) =>
      column !== undefined && headings.includes(column) ? column : undefined;
    const isFirst = this.textColumn === '';
    this.opened = opened;
    this.textColumn = known(this.textColumn) ?? columns.text;
    this.fileColumn = known(this.fileColumn) ?? columns.file ?? columns.text;
    this.nameColumn = known(this.nameColumn);
    this.conditions = this.conditions.filter(({ column }) => headings.includes(column));
    if (!isFirst) return;
    this.kind = this.json ? 'json' : columns.file === undefined ? 'text' : 'file';
    const [fileField, ...others] = this.fields.filter(({ kind }) => kind === 'file');
    if (fileField && others.length === 0) this.fill(fileField, columns.file);
  }

  #forget(): void {
    this.file = undefined;
    this.opened = undefined;
    this.look = undefined;
    this.error = undefined;
    this.isReading = false;
    this.textColumn = '';
    this.fileColumn = '';
    this.nameColumn = undefined;
    this.conditions = [];
    this.#written = undefined;
    this.#filled.clear();
  }
}
