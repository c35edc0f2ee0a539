import type { Cell } from '../../../core/batch/export/table';
import type { WrittenTable } from '../../../core/batch/export/ports';
import { columnLetters } from '../../../core/input/table/headings';
import { zipBytes, type ZipWriter } from './zip-writer';

/** What a sheet and a cell hold, in every program. @see Microsoft, Excel specifications and limits */
const mostRows = 1_048_576;
const mostCharacters = 32_767;
const cutSign = '…';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const mainNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * A workbook (xlsx), made while its rows come: only a portion of them is in memory. What does not fit into one sheet goes on in the
 * next, under the same headings. Texts are written as texts, so none becomes a formula or a number.
 * @see ECMA-376, part 1, 18.3.1 (worksheets) and 18.4.8 (text of a cell); part 2 (packages)
 */
export class Workbook {
  #cutCells = 0;
  #sheets = 0;
  /** Names of the columns so far: A to Z, AA to ZZ, and so on. */
  readonly #columns: string[] = [];

  /** @param rowsInSheet what one sheet holds, its headings included */
  constructor(private readonly rowsInSheet = mostRows) {}

  /** What became of the table, once all of the bytes are there. */
  get written(): WrittenTable {
    return { sheets: this.#sheets, cutCells: this.#cutCells };
  }

  /** The bytes of the file. Whatever the rows throw comes out of it. */
  async *bytes(
    headings: readonly string[],
    rows: AsyncIterable<readonly (readonly Cell[])[]>,
  ): AsyncGenerator<Uint8Array> {
    yield* zipBytes((zip) => this.#fill(zip, headings, new Portions(rows)));
  }

  async #fill(zip: ZipWriter, headings: readonly string[], rows: Portions): Promise<void> {
    zip.addText('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]));
    do {
      this.#sheets += 1;
      await zip.addStream(`xl/worksheets/sheet${this.#sheets}.xml`, this.#sheet(headings, rows));
    } while (rows.hasMore);
    const sheets = Array.from({ length: this.#sheets }, (_, index) => index + 1);
    const tags = sheets.map((number) => `<sheet name="Sheet${number}" sheetId="${number}" r:id="rId${number}"/>`);
    zip.addText(
      'xl/workbook.xml',
      `${declaration}<workbook xmlns="${mainNamespace}" xmlns:r="${relationNamespace}"><sheets>${tags.join('')}</sheets></workbook>`,
    );
    zip.addText(
      'xl/_rels/workbook.xml.rels',
      relations(sheets.map((number) => ['worksheet', `worksheets/sheet${number}.xml`])),
    );
    const types = sheets.map(
      (number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${contentType}.worksheet+xml"/>`,
    );
    zip.addText(
      '[Content_Types].xml',
      `${declaration}<Types xmlns="${packageNamespace}/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        `<Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/>${types.join('')}</Types>`,
    );
  }

  async *#sheet(headings: readonly string[], rows: Portions): AsyncGenerator<Buffer> {
    let number = 0;
    const xml = (cells: readonly Cell[]) => this.#row(cells, (number += 1));
    yield Buffer.from(
      `${declaration}<worksheet xmlns="${mainNamespace}"><sheetViews><sheetView workbookViewId="0">` +
        `<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${xml(headings)}`,
    );
    for (let room = this.rowsInSheet - 1; room > 0; room = this.rowsInSheet - number) {
      const portion = await rows.next(room);
      if (portion === undefined) break;
      if (portion.length > 0) yield Buffer.from(portion.map(xml).join(''));
    }
    yield Buffer.from('</sheetData></worksheet>');
  }

  #row(cells: readonly Cell[], number: number): string {
    while (this.#columns.length < cells.length) this.#columns.push(columnLetters(this.#columns.length));
    const written = cells.map((cell, column) => this.#cell(cell, `${this.#columns[column]}${number}`));
    return `<row r="${number}">${written.join('')}</row>`;
  }

  #cell(cell: Cell, address: string): string {
    if (typeof cell === 'number') return Number.isFinite(cell) ? `<c r="${address}"><v>${cell}</v></c>` : '';
    if (cell === undefined || cell === '') return '';
    const text = textOfXml(this.#fitting(cell));
    return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
  }

  #fitting(text: string): string {
    if (text.length <= mostCharacters) return text;
    this.#cutCells += 1;
    return text.slice(0, mostCharacters - cutSign.length) + cutSign;
  }
}

/** Rows that come in portions and are taken in as many as there is room for. */
class Portions {
  #rest: readonly (readonly Cell[])[] = [];
  readonly #source: AsyncIterator<readonly (readonly Cell[])[]>;

  constructor(source: AsyncIterable<readonly (readonly Cell[])[]>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Whether rows are left of a portion that was too large. */
  get hasMore(): boolean {
    return this.#rest.length > 0;
  }

  /** Some rows, at most as many as asked for; `undefined` at the end. */
  async next(most: number): Promise<readonly (readonly Cell[])[] | undefined> {
    let portion = this.#rest;
    if (portion.length === 0) {
      const { done, value } = await this.#source.next();
      if (done) return undefined;
      portion = value;
    }
    this.#rest = portion.slice(most);
    return portion.slice(0, most);
  }
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const lines = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${relationNamespace}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packageNamespace}/relationships">${lines.join('')}</Relationships>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What has to be written in another way. Most texts have nothing of it. */
const special = /[_\u0000-\u001f&<>\ud800-\udfff\ufffe\uffff]/;

/** Text as XML holds it. Programs read `_x000D_` as a character of that number, so a text that says this is written with one more. */
function textOfXml(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu, '\ufffd')
    .replace(/[&<>]/g, (character) => entities[character] ?? character);
}
