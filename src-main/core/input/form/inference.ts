import type { FormField, FormMember, GroupField } from './field';
import { mostListItems } from './field';
import { memberOf } from './check';
import { keysOf, readFormText, type JsonNode } from './json-object';

const mostFields = 200;
const longText = 80;

/**
 * Makes a form from a JSON text that is known to work, such as a service's sample. The text tells names and types, but no
 * limits, nor which values are required. A value that is `null`, and a list of mixed types, can only be changed in the JSON.
 * @returns `undefined` if the text is no object, is empty, or has more values than a form shows
 */
export function inferForm(text: string): GroupField | undefined {
  const root = readFormText(text);
  if (!root) return undefined;
  const counter = { fields: 0 };
  const form = groupOf([root], counter);
  return form.members.length > 0 && counter.fields <= mostFields ? form : undefined;
}

function groupOf(nodes: readonly JsonNode[], counter: { fields: number }): GroupField {
  const keys = [...new Set(nodes.flatMap(keysOf))];
  const members = keys.map((key): FormMember => {
    const values = nodes.flatMap((node) => memberOf(node, key) ?? []);
    return { key, isRequired: false, field: fieldOf(values, counter) };
  });
  return { kind: 'group', members, isClosed: false };
}

/** The field for the values at the same place of several items. */
function fieldOf(nodes: readonly JsonNode[], counter: { fields: number }): FormField {
  counter.fields += 1;
  const types = new Set(nodes.map(({ type }) => type));
  const [type] = types;
  if (types.size !== 1 || counter.fields > mostFields) return { kind: 'opaque' };
  switch (type) {
    case 'string': {
      const isLong = nodes.some(
        ({ value }) => typeof value === 'string' && (value.length > longText || value.includes('\n')),
      );
      return { kind: 'text', ...(isLong && { isLong }) };
    }
    case 'number':
      return { kind: 'number', isWhole: false };
    case 'boolean':
      return { kind: 'yes-no' };
    case 'object':
      return groupOf(nodes, counter);
    case 'array': {
      const items = nodes.flatMap(({ children }) => children ?? []);
      if (items.length === 0 || items.length > mostListItems) return { kind: 'opaque' };
      const item = fieldOf(items, counter);
      return item.kind === 'opaque' ? item : { kind: 'list', item, maxItems: mostListItems };
    }
    default:
      return { kind: 'opaque' };
  }
}
