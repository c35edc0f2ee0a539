import { SvelteMap } from 'svelte/reactivity';
import type { ErrorInfo } from '../../../src-main/core/ground/error';
import type { InputFile } from '../../../src-main/core/run/invocation';
import type { FormField, FormPath, GroupField, NumberField } from '../../../src-main/core/input/form/field';
import {
  checkForm,
  fileMark,
  fileOfMark,
  initialValue,
  literalOf,
  memberOf,
  nodeAt,
  readFormText,
  readTypedNumber,
  withoutValue,
  withValue,
  type JsonNode,
  type ValueProblem,
} from '../../../src-main/contract/forms';
import { unfinishedNumbers, type FormFill, type GrantFile } from './form-fill';

/** What a form needs. */
export interface FormParts {
  readonly text: () => string;
  readonly fill: () => FormFill;
  readonly onchange: (text: string, fill: FormFill) => void;
  readonly grant: GrantFile;
}

/** The values that a form shows and changes. They are kept in the JSON text only; the form reads it again after every change. */
export class FormState {
  /** The text as JSON; absent while a form can't edit it. */
  readonly root = $derived.by(() => readFormText(this.#parts.text()));
  readonly #unfinished = $derived.by(() => unfinishedNumbers(this.#parts.fill(), this.#parts.text(), this.root));
  readonly #problems = $derived.by(() => checkForm(this.#parts.fill().form, this.root));

  readonly #parts: FormParts;
  readonly #fileErrors = new SvelteMap<string, ErrorInfo>();

  constructor(parts: FormParts) {
    this.#parts = parts;
  }

  get form(): GroupField {
    return this.#parts.fill().form;
  }

  /** The value at a place; `undefined` if there is none. */
  node(path: FormPath): JsonNode | undefined {
    return this.root && nodeAt(this.root, path);
  }

  /** The value at a place, exactly as it is written in the text. */
  literal(path: FormPath): string | undefined {
    const node = this.node(path);
    return node && literalOf(node, this.#parts.text());
  }

  /** What the field of a number shows: what is being typed, else the number in the text. */
  typed(path: FormPath): string {
    const unfinished = this.#unfinished.find((one) => keyOf(one.path) === keyOf(path));
    if (unfinished) return unfinished.typed;
    return this.node(path)?.type === 'null' ? '' : (this.literal(path) ?? '');
  }

  /** What is wrong at a place. */
  problem(path: FormPath, field: FormField): ValueProblem | undefined {
    const unfinished = this.#unfinished.find((one) => keyOf(one.path) === keyOf(path));
    if (unfinished && field.kind === 'number') {
      const reading = readTypedNumber(field, unfinished.typed);
      return 'problem' in reading ? reading.problem : undefined;
    }
    return this.#problems.find((one) => keyOf(one.path) === keyOf(path))?.problem;
  }

  /** Sets a value. @param literal as JSON */
  set(path: FormPath, literal: string): void {
    this.#change(this.#withValue(path, literal), path);
  }

  /** Removes a value, for a field that was emptied. An item of a list is not removed, but becomes an empty text. */
  clear(path: FormPath, field: FormField): void {
    if (typeof path.at(-1) === 'number') this.set(path, field.isNullable ? 'null' : '""');
    else this.#change(withoutValue(this.#parts.text(), path), path);
  }

  /** Takes what was typed for a number. It is written into the text if it is a number, and kept beside the text if not yet. */
  setNumber(path: FormPath, field: NumberField, typed: string): void {
    if (typed.trim() === '' && typeof path.at(-1) !== 'number') {
      this.clear(path, field);
      return;
    }
    const reading = readTypedNumber(field, typed);
    if ('literal' in reading) this.set(path, reading.literal);
    else
      this.#parts.onchange(
        this.#parts.text(),
        this.#fillWith([...this.#others(path), { path, typed, literal: this.literal(path) }]),
      );
  }

  /** The file that was chosen for a place. */
  fileAt(path: FormPath): InputFile | undefined {
    const id = fileOfMark(this.node(path)?.value);
    return this.#parts.fill().files.find((file) => file.id === id);
  }

  /** Why the file that was chosen for a place can't be sent. */
  fileError(path: FormPath): ErrorInfo | undefined {
    return this.#fileErrors.get(keyOf(path));
  }

  /** Writes the mark of a file into the text. The base64 of the file takes its place while the text is sent. */
  async setFile(path: FormPath, file: File): Promise<void> {
    const reply = await this.#parts.grant(file);
    if (!reply.ok) {
      this.#fileErrors.set(keyOf(path), reply.error);
      return;
    }
    this.#fileErrors.delete(keyOf(path));
    const fill = this.#fillWith(this.#others(path));
    const text = this.#withValue(path, JSON.stringify(fileMark(reply.value.id)));
    this.#parts.onchange(text, { ...fill, files: [...fill.files, reply.value] });
  }

  /** Adds an item to a list. */
  add(path: FormPath, item: FormField): void {
    const index = this.node(path)?.children?.length ?? 0;
    if (this.node(path)) this.set([...path, index], initialValue(item));
    else this.set(path, `[${initialValue(item)}]`);
  }

  /** Removes an item from a list. Unfinished numbers in the list are dropped, because the indexes of items change. */
  removeItem(path: FormPath, index: number): void {
    const below = keyOf(path);
    const others = this.#unfinished.filter((one) => !keyOf(one.path).startsWith(`${below}\n`));
    this.#parts.onchange(withoutValue(this.#parts.text(), [...path, index]), this.#fillWith(others));
  }

  #change(text: string, path: FormPath): void {
    this.#parts.onchange(text, this.#fillWith(this.#others(path)));
  }

  #withValue(path: FormPath, literal: string): string {
    return withValue(this.#parts.text(), path, literal, (place) => this.#keysAt(place));
  }

  #others(path: FormPath) {
    return this.#unfinished.filter((one) => keyOf(one.path) !== keyOf(path));
  }

  #fillWith(unfinished: FormFill['unfinished']): FormFill {
    return { ...this.#parts.fill(), unfinished };
  }

  /** Names of the members at a place, in the order of the form. */
  #keysAt(path: FormPath): readonly string[] {
    let field: FormField | undefined = this.form;
    let node = this.root;
    for (const step of path) {
      field = fieldBelow(field, node, step);
      node = node && nodeAt(node, [step]);
    }
    const group = field && groupOf(field, node);
    return group?.members.map(({ key }) => key) ?? [];
  }
}

/** A place as one text, to be used as a key. */
function keyOf(path: FormPath): string {
  return path.map((step) => JSON.stringify(step)).join('\n');
}

/** The group whose fields a value has. Of several groups, it is the one with the constant of the value. */
export function groupOf(field: FormField, node: JsonNode | undefined): GroupField | undefined {
  if (field.kind === 'group') return field;
  if (field.kind !== 'variants' || !node) return undefined;
  const constant = memberOf(node, field.key);
  return field.variants.find(({ value }) => constant !== undefined && value === (constant.value ?? null))?.group;
}

function fieldBelow(
  field: FormField | undefined,
  node: JsonNode | undefined,
  step: string | number,
): FormField | undefined {
  if (!field) return undefined;
  if (field.kind === 'list') return field.item;
  return groupOf(field, node)?.members.find(({ key }) => key === step)?.field;
}
