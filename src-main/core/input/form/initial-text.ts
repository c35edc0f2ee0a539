import type { FormField, FormMember, GroupField } from './field';

/**
 * The JSON with which a form begins: defaults, and required constants, groups and lists. A value that the user has to give is
 * left out, so that the form shows it as missing.
 */
export function initialText(form: GroupField): string {
  return groupText(form, '');
}

/** The JSON with which a new item of a list begins. */
export function initialValue(field: FormField, indent = ''): string {
  if (field.default !== undefined) return field.default;
  if (field.isNullable) return 'null';
  switch (field.kind) {
    case 'text':
    case 'file':
      return '""';
    case 'number':
      return field.least && !field.least.isExclusive && field.least.value > 0 ? JSON.stringify(field.least.value) : '0';
    case 'yes-no':
      return 'false';
    case 'choice':
      return JSON.stringify(field.options[0]);
    case 'constant':
      return JSON.stringify(field.value);
    case 'list':
      return '[]';
    case 'group':
      return groupText(field, indent);
    case 'variants':
      return field.variants[0] ? groupText(field.variants[0].group, indent) : '{}';
    case 'opaque':
      return 'null';
  }
}

function groupText(group: GroupField, indent: string): string {
  const inner = `${indent}  `;
  const members = group.members.flatMap((member) => {
    const value = memberText(member, inner);
    return value === undefined ? [] : [`${inner}${JSON.stringify(member.key)}: ${value}`];
  });
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`;
}

function memberText({ isRequired, field }: FormMember, indent: string): string | undefined {
  if (field.default !== undefined) return field.default;
  if (!isRequired) return field.kind === 'group' && isComplete(field) ? groupText(field, indent) : undefined;
  return field.kind === 'constant' || field.kind === 'group' || field.kind === 'variants' || field.kind === 'list'
    ? initialValue(field, indent)
    : undefined;
}

/** Whether a group has a default for at least one member, and for every required one unless it is a constant. */
function isComplete({ members }: GroupField): boolean {
  return (
    members.some(({ field }) => field.default !== undefined) &&
    members.every(({ isRequired, field }) => !isRequired || field.default !== undefined || field.kind === 'constant')
  );
}
