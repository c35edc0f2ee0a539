import type { FormField, Scalar } from '../../../src-main/core/input/form/field';
import type { ValueProblem } from '../../../src-main/contract/forms';
import { formatNumber } from '../../format';
import { m } from '../../i18n/locale.svelte';

/** The name of a field. */
export function labelOf(field: FormField, key: string): string {
  return field.title ?? key;
}

/** The words for a value that can be chosen. */
export function scalarInWords(value: Scalar): string {
  if (value === null) return m().forms.nothing;
  if (typeof value === 'boolean') return value ? m().forms.yes : m().forms.no;
  return value === '' ? m().forms.emptyText : String(value);
}

/** The sentence that tells what is wrong with a value. */
export function problemInWords(problem: ValueProblem): string {
  const words = m().forms.problems;
  switch (problem.kind) {
    case 'missing':
      return words.missing;
    case 'wrong-kind':
      return words.wrongKind;
    case 'not-a-number':
      return words.notANumber;
    case 'decimal-comma':
      return words.decimalComma;
    case 'not-whole':
      return words.notWhole;
    case 'too-low':
      return problem.bound.isExclusive
        ? words.moreThan(formatNumber(problem.bound.value))
        : words.atLeast(formatNumber(problem.bound.value));
    case 'too-high':
      return problem.bound.isExclusive
        ? words.lessThan(formatNumber(problem.bound.value))
        : words.atMost(formatNumber(problem.bound.value));
    case 'too-short':
      return words.tooShort(formatNumber(problem.least), problem.least);
    case 'too-long':
      return words.tooLong(formatNumber(problem.most), problem.most);
    case 'too-few':
      return words.tooFew(formatNumber(problem.least), problem.least);
    case 'too-many':
      return words.tooMany(formatNumber(problem.most), problem.most);
    case 'not-offered':
      return words.notOffered;
    case 'unknown-member':
      return words.unknownMember(problem.key);
  }
}
