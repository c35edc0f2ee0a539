import type { Snippet } from 'svelte';
import type { FormField, FormPath, GroupField } from '../../../src-main/core/input/form/field';
import type { Reply } from '../../../src-main/contract/ground/call';
import type { InputFile } from '../../../src-main/core/run/invocation';
import type { ServiceCard } from '../../../src-main/core/service/card';
import {
  checkForm,
  inferForm,
  initialText,
  literalOf,
  nodeAt,
  readFormSchema,
  readFormText,
  withValue,
  type JsonNode,
} from '../../../src-main/contract/forms';
import { isOutdated } from '../../../src-main/contract/presets';

/** What a form was made from. `earlier` is a JSON input that worked. */
export type FormSource = 'card' | 'sample' | 'earlier';

/** A form for the JSON of a service. */
export interface OfferedForm {
  readonly form: GroupField;
  readonly source: FormSource;
  /** The JSON that worked last, where the form begins with it. */
  readonly earlier?: string;
}

/** A text that is being typed and isn't a number yet. It is kept beside the JSON, and counts until the JSON at its place changes. */
export interface UnfinishedNumber {
  readonly path: FormPath;
  readonly typed: string;
  /** The JSON at its place when typing began. */
  readonly literal: string | undefined;
}

/** A form in which a JSON text is filled in. */
export interface FormFill extends OfferedForm {
  readonly unfinished: readonly UnfinishedNumber[];
  /** All files that were chosen, also those that are no longer in the text. */
  readonly files: readonly InputFile[];
}

/** Allows a file that the user chose to be sent. */
export type GrantFile = (file: File) => Promise<Reply<InputFile>>;

/** A form that is offered for a service, and what to call when it is used. */
export interface FormAccess {
  readonly offered: OfferedForm;
  /** Opens the form with a text, or with its initial values. */
  readonly onopen: (text?: string) => void;
  readonly onfill: (text: string, fill: FormFill) => void;
  readonly ongrant: GrantFile;
}

/** A form into which nothing has been filled yet. */
export function newFill(offered: OfferedForm): FormFill {
  return { ...offered, unfinished: [], files: [] };
}

/**
 * The form for a service: from the schema of its card, else from JSON that is known to work.
 * @param earlier JSON that the service took before
 */
export function offeredForm(card: ServiceCard, earlier: string | undefined): OfferedForm | undefined {
  const reading = card.inputSchema === undefined ? undefined : readFormSchema(card.inputSchema);
  if (reading?.ok) return { form: reading.form, source: 'card' };
  const bySample = card.sample?.kind === 'json' ? inferForm(card.sample.text) : undefined;
  const byEarlier = earlier === undefined ? undefined : inferForm(earlier);
  // The sample may have values that the last input left out.
  if (bySample && byEarlier && earlier !== undefined && !isOutdated({ text: earlier }, bySample))
    return { form: bySample, source: 'sample', earlier };
  if (byEarlier && earlier !== undefined && !bySample) return { form: byEarlier, source: 'earlier', earlier };
  return bySample && { form: bySample, source: 'sample' };
}

/** The JSON of a form with a text in its only text field, or its only required one; `undefined` if there is no such field. */
export function formTextFor({ form }: OfferedForm, text: string): string | undefined {
  const texts = form.members.filter(({ field }) => field.kind === 'text');
  const required = texts.filter(({ isRequired }) => isRequired);
  const [only, ...others] = required.length > 0 ? required : texts;
  if (!only || others.length > 0) return undefined;
  const order = form.members.map(({ key }) => key);
  return withValue(initialText(form), [only.key], JSON.stringify(text), () => order);
}

/** Unfinished numbers whose place in the text is unchanged. @param root from `readFormText` */
export function unfinishedNumbers(
  fill: FormFill,
  text: string,
  root: JsonNode | undefined,
): readonly UnfinishedNumber[] {
  if (!root) return [];
  return fill.unfinished.filter(({ path, literal }) => {
    const node = nodeAt(root, path);
    return (node && literalOf(node, text)) === literal;
  });
}

/** Whether something has to be filled in or changed before a text can be sent. */
export function isUnfinished(fill: FormFill, text: string): boolean {
  const root = readFormText(text);
  return unfinishedNumbers(fill, text, root).length > 0 || checkForm(fill.form, root).length > 0;
}

/** Draws a field of any type. Groups and lists draw their parts with it. */
export type FormPart = Snippet<[field: FormField, path: FormPath, label: string, isRequired: boolean]>;
