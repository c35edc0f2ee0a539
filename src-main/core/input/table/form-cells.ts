import type { FormField, FormPath } from '../form/field';
import { fileMarkStart } from './template';
import { literalOf, nodeAt, readFormText, withValue, type JsonNode } from '../form/json-object';

/** A value of a form that can be filled from a cell. */
export interface CellField {
  readonly path: FormPath;
  /** Its title after the titles of the groups around it, the outermost first. */
  readonly titles: readonly string[];
  /** How the cell is written: as text, as a value (a number, `true`, `false` or `null`), or as the base64 of the file it names. */
  readonly kind: 'text' | 'value' | 'file';
  /** Its value if no cell fills it, as JSON. */
  readonly literal?: string;
}

/** A value that is filled from a column. */
export interface CellFill extends Pick<CellField, 'path' | 'kind'> {
  readonly column: string;
}

/** The values of a form that can be filled from cells. @param text the JSON into which the cells are written */
export function cellFields(form: FormField, text: string): readonly CellField[] {
  const root = readFormText(text);
  return root ? fieldsBelow(form, root, { path: [], titles: [] }, text) : [];
}

/** Makes the JSON for `JsonTemplate`, with `{{column}}` in the places that are filled. */
export function templateOf(text: string, fills: readonly CellFill[]): string {
  // `withValue` needs JSON, but `{{column}}` with its plain name may be none. So it gets JSON marks first, which are then replaced.
  const markOf = (index: number) => `"\ue000${index}\ue000"`;
  const marked = fills.reduce((json, { path }, index) => withValue(json, path, markOf(index)), text);
  return fills.reduce((json, { column, kind }, index) => {
    const cell = `{{${kind === 'file' ? fileMarkStart : ''}${column}}}`;
    return json.split(markOf(index)).join(kind === 'value' ? cell : `"${cell}"`);
  }, marked);
}

function fieldsBelow(
  field: FormField,
  root: JsonNode,
  { path, titles }: Pick<CellField, 'path' | 'titles'>,
  text: string,
): readonly CellField[] {
  switch (field.kind) {
    case 'group':
      return field.members.flatMap(({ key, field: member }) =>
        fieldsBelow(member, root, { path: [...path, key], titles: [...titles, member.title ?? key] }, text),
      );
    case 'list': {
      const items = nodeAt(root, path)?.children ?? [];
      return items.flatMap((_item, index) => {
        const place = { path: [...path, index], titles: [...titles, String(index + 1)] };
        return fieldsBelow(field.item, root, place, text);
      });
    }
    case 'text':
    case 'number':
    case 'yes-no':
    case 'choice':
    case 'file': {
      const node = nodeAt(root, path);
      const isText =
        field.kind === 'text' ||
        (field.kind === 'choice' && field.options.every((option) => typeof option === 'string'));
      const kind = field.kind === 'file' ? 'file' : isText ? 'text' : 'value';
      return [{ path, titles, kind, ...(node && { literal: literalOf(node, text) }) }];
    }
    default:
      return [];
  }
}
