import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { SaxesParser } from 'saxes';
import { AppError, isAppError, type TableProblem } from '../../../core/ground/error';
import type { OpenTable, TableRow, TableReadOptions } from '../../../core/input/table/form';
import { CellFormats } from './cell-text';

/** Limits that no workbook of a program reaches. A file beyond them was made to fill the memory. */
const mostEntries = 10_000;
const mostTextCharacters = 200_000_000;
const mostColumns = 16_384;
const mostEmptyRows = 100_000;
const portionRows = 1000;

const compoundFile = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const protectedMark = Buffer.from('EncryptedPackage', 'utf16le');

/** The name and the attributes of an XML element. */
interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Gets the parts of an XML file. Names come without their prefix, since programs use different prefixes. */
interface XmlListener {
  open?(tag: Tag): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Opens a workbook (xlsx). @throws AppError `table-unusable`, or of the system. @see ECMA-376, part 1, 18 */
export async function openWorkbookTable(path: string, { sheet: wanted }: TableReadOptions): Promise<OpenTable> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch(() => {
    throw unusable('no-table');
  });
  try {
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName, entry);
      if (entries.size > mostEntries) throw unusable('no-table');
    }
    const { sheets, countsFrom1904 } = await readWorkbook(zip, entries);
    const sheet = wanted === undefined ? sheets[0] : sheets.find(({ name }) => name === wanted);
    if (!sheet) throw unusable(wanted === undefined ? 'no-table' : 'sheet-missing');
    const formats = await readFormats(zip, entries, countsFrom1904);
    const texts = await readTexts(zip, entries);
    return {
      form: { kind: 'workbook', sheet: sheet.name },
      sheets: sheets.map(({ name }) => name),
      rows: closingAfter(zip, readSheet(zip, entries.get(sheet.path), texts, formats)),
      brokenLine: () => undefined,
    };
  } catch (error) {
    zip.close();
    throw isAppError(error) ? error : unusable('no-table', error);
  }
}

/** Tells why a compound file is no readable workbook: it has a password or the old format. `undefined` for other files. */
export async function problemOfCompound(path: string): Promise<'protected' | 'old-workbook' | undefined> {
  let rest = Buffer.alloc(0);
  let isFirst = true;
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    if (isFirst && !piece.subarray(0, compoundFile.length).equals(compoundFile)) return undefined;
    isFirst = false;
    if (Buffer.concat([rest, piece]).includes(protectedMark)) return 'protected';
    rest = Buffer.from(piece.subarray(-protectedMark.length));
  }
  return isFirst ? undefined : 'old-workbook';
}

async function* closingAfter(
  zip: ZipFile,
  rows: AsyncIterable<readonly TableRow[]>,
): AsyncGenerator<readonly TableRow[]> {
  try {
    yield* rows;
  } catch (error) {
    throw isAppError(error) ? error : unusable('no-table', error);
  } finally {
    zip.close();
  }
}

async function readWorkbook(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
): Promise<{
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  readonly countsFrom1904: boolean;
}> {
  const targets = new Map<string, string>();
  await readXml(zip, entries.get('xl/_rels/workbook.xml.rels'), {
    open: ({ name, attributes: { Id = '', Target = '' } }) => {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  const sheets: { name: string; path: string }[] = [];
  let countsFrom1904 = false;
  await readXml(zip, entries.get('xl/workbook.xml'), {
    open: ({ name, attributes }) => {
      if (name === 'workbookPr') countsFrom1904 = isTrue(attributes['date1904']);
      const id = Object.entries(attributes).find(([key]) => /^\w+:id$/.test(key))?.[1] ?? '';
      const target = targets.get(id);
      if (name === 'sheet' && target !== undefined) sheets.push({ name: attributes['name'] ?? '', path: target });
    },
  });
  return { sheets, countsFrom1904 };
}

async function readFormats(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
  countsFrom1904: boolean,
): Promise<CellFormats> {
  const own = new Map<number, string>();
  const used: number[] = [];
  let isInCells = false;
  await readXml(zip, entries.get('xl/styles.xml'), {
    open: ({ name, attributes }) => {
      if (name === 'numFmt') own.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') isInCells = true;
      else if (name === 'xf' && isInCells) used.push(Number(attributes['numFmtId'] ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return new CellFormats(own, used, countsFrom1904);
}

/** Reads the shared strings. Cells refer to them by their index. */
async function readTexts(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Promise<readonly string[]> {
  const texts: string[] = [];
  let text = '';
  let isInText = false;
  let isPronunciation = false;
  let characters = 0;
  await readXml(zip, entries.get('xl/sharedStrings.xml'), {
    open: ({ name }) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') isPronunciation = true;
      else isInText = name === 't' && !isPronunciation;
    },
    text: (part) => {
      if (isInText) text += part;
    },
    close: (name) => {
      isInText = false;
      if (name === 'rPh') isPronunciation = false;
      if (name !== 'si') return;
      characters += text.length;
      if (characters > mostTextCharacters) throw unusable('too-large');
      texts.push(textOfXml(text));
    },
  });
  return texts;
}

async function* readSheet(
  zip: ZipFile,
  entry: Entry | undefined,
  texts: readonly string[],
  formats: CellFormats,
): AsyncGenerator<readonly TableRow[]> {
  const sheet = new SheetReader(texts, formats);
  for await (const piece of xmlPieces(zip, entry, sheet)) {
    void piece;
    if (sheet.rows.length >= portionRows) yield sheet.rows.splice(0);
  }
  yield sheet.rows.splice(0);
}

/** Collects the rows of a sheet. Empty rows are included if a row with cells follows. */
class SheetReader implements XmlListener {
  readonly rows: TableRow[] = [];
  #cells: string[] = [];
  #line = 0;
  #lastLine = 0;
  #column = -1;
  #kind = 'n';
  #style = 0;
  #text = '';
  #isInValue = false;
  #isPronunciation = false;

  constructor(
    private readonly texts: readonly string[],
    private readonly formats: CellFormats,
  ) {}

  open({ name, attributes }: Tag): void {
    if (name === 'row') {
      this.#line = Number(attributes['r'] ?? this.#line + 1);
      this.#cells = [];
      this.#column = -1;
    } else if (name === 'c') {
      const address = attributes['r'];
      this.#column = address === undefined ? this.#column + 1 : columnOf(address);
      this.#kind = attributes['t'] ?? 'n';
      this.#style = Number(attributes['s'] ?? 0);
      this.#text = '';
    } else if (name === 'rPh') this.#isPronunciation = true;
    else this.#isInValue = name === 'v' || (name === 't' && !this.#isPronunciation);
  }

  text(part: string): void {
    if (this.#isInValue) this.#text += part;
  }

  close(name: string): void {
    this.#isInValue = false;
    if (name === 'rPh') this.#isPronunciation = false;
    else if (name === 'c') this.#endCell();
    else if (name === 'row') this.#endRow();
  }

  #endCell(): void {
    const text = this.#shown();
    if (text === '' || this.#column >= mostColumns) return;
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
  }

  #endRow(): void {
    if (this.#cells.length === 0) return;
    const gap = this.#line - this.#lastLine - 1;
    if (gap > mostEmptyRows) throw unusable('too-large');
    for (let line = this.#lastLine + 1; line < this.#line; line += 1) this.rows.push({ cells: [], line });
    this.rows.push({ cells: this.#cells, line: this.#line });
    this.#lastLine = this.#line;
  }

  #shown(): string {
    switch (this.#kind) {
      case 's':
        return this.texts[Number(this.#text)] ?? '';
      case 'inlineStr':
      case 'str':
        return textOfXml(this.#text);
      case 'b':
        return isTrue(this.#text) ? 'TRUE' : 'FALSE';
      case 'n':
        return this.formats.textOf(this.#text, this.#style);
      default:
        return this.#text;
    }
  }
}

async function readXml(zip: ZipFile, entry: Entry | undefined, listener: XmlListener): Promise<void> {
  if (!entry) return;
  for await (const piece of xmlPieces(zip, entry, listener)) void piece;
}

/** Reads XML piece by piece, and yields after each piece. */
async function* xmlPieces(zip: ZipFile, entry: Entry | undefined, listener: XmlListener): AsyncGenerator<void> {
  if (!entry) throw unusable('no-table');
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => listener.open?.({ name: localName(name), attributes }));
  parser.on('text', (text) => listener.text?.(text));
  parser.on('cdata', (text) => listener.text?.(text));
  parser.on('closetag', ({ name }) => listener.close?.(localName(name)));
  const decoder = new TextDecoder('utf-8');
  for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    parser.write(decoder.decode(piece, { stream: true }));
    yield;
  }
  parser.write(decoder.decode()).close();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The column of an address such as `AB12`, counted from 0. */
function columnOf(address: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(address)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** Decodes characters that XML can't hold, such as `_x000D_`. @see ECMA-376, part 1, 22.9.2.19 (ST_Xstring) */
function textOfXml(text: string): string {
  return text.replace(/_x([\da-fA-F]{4})_/g, (_mark, code: string) => String.fromCharCode(parseInt(code, 16)));
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

function unusable(problem: TableProblem, cause?: unknown): AppError {
  return new AppError({ code: 'table-unusable', problem }, cause);
}
