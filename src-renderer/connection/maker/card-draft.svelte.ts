import type { GroupField } from '../../../src-main/core/input/form/field';
import type { FormSchemaProblem } from '../../../src-main/core/input/form/schema';
import type { NamedServiceCard } from '../../../src-main/core/connection/connection-file';
import { checkForm, hasSecret, readFormSchema, readFormText } from '../../../src-main/contract/forms';
import { isOutdated, type Preset } from '../../../src-main/contract/presets';
import { findJsonProblem } from '../../../src-main/core/ground/json-text';

/** The longest schema that is looked at, in UTF-16 units. Spaces and line feeds count here, but not for the form. */
const longestSchema = 64 * 1024;

/** What is wrong with the schema of a form. */
export type SchemaProblem =
  | { readonly kind: 'too-long' }
  | { readonly kind: 'not-json'; readonly line: number; readonly column: number }
  /** It is no object, is nested too deeply, or has a name twice. */
  | { readonly kind: 'not-an-object' }
  | { readonly kind: 'refused'; readonly problem: FormSchemaProblem };

/** What is wrong with a sample. */
export type SampleProblem =
  | { readonly kind: 'not-json'; readonly line: number; readonly column: number }
  /** It holds a password or a key. */
  | { readonly kind: 'secret' }
  /** It doesn't fit the form at this place. */
  | { readonly kind: 'unlike-form'; readonly path: string };

const ending = /^[a-z0-9][a-z0-9.+-]{0,19}$/;

/** One service of a connection file as its author describes it. */
export class CardDraft {
  /** Whether the service is in the file. */
  isIn = $state(true);
  title = $state('');
  purpose = $state('');
  /** File name endings, separated by spaces or commas. */
  accepts = $state('');
  megabytes = $state('');
  schema = $state('');
  sampleKind = $state<'text' | 'json'>('text');
  sample = $state('');
  /** The names of the presets that are left out. */
  withoutPresets = $state.raw<readonly string[]>([]);

  readonly name: string;
  /** The presets that there are to choose from. */
  presets = $state.raw<readonly Preset[]>([]);

  readonly endings = $derived(
    this.accepts
      .split(/[\s,;]+/)
      .map((one) => one.replace(/^\./, '').toLowerCase())
      .filter((one) => one !== ''),
  );
  readonly wrongEnding = $derived(this.endings.find((one) => !ending.test(one)));
  readonly maxBytes = $derived.by(() => {
    const typed = this.megabytes.trim().replace(',', '.');
    const bytes = Math.round(Number(typed) * 1e6);
    return typed !== '' && Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined;
  });
  readonly hasWrongSize = $derived(this.megabytes.trim() !== '' && this.maxBytes === undefined);
  readonly #schemaReading = $derived.by(() => readSchema(this.schema));
  readonly schemaProblem = $derived.by(() =>
    this.#schemaReading && 'problem' in this.#schemaReading ? this.#schemaReading.problem : undefined,
  );
  /** The form that pupils get. */
  readonly form = $derived.by(() =>
    this.#schemaReading && 'form' in this.#schemaReading ? this.#schemaReading.form : undefined,
  );
  readonly sampleProblem = $derived.by((): SampleProblem | undefined => this.#problemOfSample());
  /** Presets that no longer fit the form. */
  readonly outdated = $derived.by(() => {
    const { form } = this;
    return form ? this.presets.filter((preset) => isOutdated(preset, form)).map(({ name }) => name) : [];
  });
  readonly hasProblem = $derived.by(
    () =>
      this.wrongEnding !== undefined ||
      this.hasWrongSize ||
      this.schemaProblem !== undefined ||
      this.sampleProblem !== undefined,
  );

  /** The card as it is written. What is wrong is left out of it. */
  readonly card = $derived.by((): NamedServiceCard => {
    const presets = this.presets.filter(({ name }) => !this.withoutPresets.includes(name));
    const accepts = this.endings.filter((one) => ending.test(one)).slice(0, 50);
    return {
      name: this.name,
      ...(this.title.trim() !== '' && { title: this.title.trim() }),
      ...(this.purpose.trim() !== '' && { purpose: this.purpose.trim() }),
      ...(accepts.length > 0 && { accepts }),
      ...(this.maxBytes !== undefined && { maxBytes: this.maxBytes }),
      ...(this.#schemaReading && 'json' in this.#schemaReading && { inputSchema: this.#schemaReading.json }),
      ...(this.sample.trim() !== '' && !this.sampleProblem && { sample: { kind: this.sampleKind, text: this.sample } }),
      ...(presets.length > 0 && { presets: [...presets] }),
    };
  });

  constructor(card: NamedServiceCard) {
    this.name = card.name;
    this.presets = card.presets ?? [];
    this.title = card.title ?? '';
    this.purpose = card.purpose ?? '';
    this.accepts = (card.accepts ?? []).join(', ');
    this.megabytes = card.maxBytes === undefined ? '' : String(card.maxBytes / 1e6);
    this.schema = card.inputSchema === undefined ? '' : JSON.stringify(card.inputSchema, undefined, 2);
    this.sampleKind = card.sample?.kind ?? 'text';
    this.sample = card.sample?.text ?? '';
  }

  /** Leaves a preset out of the file, or takes it back in. */
  choosePreset(name: string, isKept: boolean): void {
    const others = this.withoutPresets.filter((one) => one !== name);
    this.withoutPresets = isKept ? others : [...others, name];
  }

  #problemOfSample(): SampleProblem | undefined {
    if (this.sampleKind !== 'json' || this.sample.trim() === '') return undefined;
    const malformed = findJsonProblem(this.sample);
    if (malformed) return { kind: 'not-json', line: malformed.line, column: malformed.column };
    if (hasSecret(this.sample, this.form)) return { kind: 'secret' };
    if (!this.form) return undefined;
    const root = readFormText(this.sample);
    if (!root) return { kind: 'unlike-form', path: '' };
    // A sample need not fill in everything.
    const unlike = checkForm(this.form, root).find(({ problem }) => problem.kind !== 'missing');
    return unlike && { kind: 'unlike-form', path: unlike.path.join(' › ') };
  }
}

type SchemaReading = { readonly problem: SchemaProblem } | { readonly form: GroupField; readonly json: unknown };

/** Reads the schema of a form; `undefined` where there is none. */
function readSchema(text: string): SchemaReading | undefined {
  // Before anything else is asked of it: a schema of megabytes must not stop the window.
  if (text.length > longestSchema) return { problem: { kind: 'too-long' } };
  if (text.trim() === '') return undefined;
  const malformed = findJsonProblem(text);
  if (malformed) return { problem: { kind: 'not-json', line: malformed.line, column: malformed.column } };
  if (!readFormText(text)) return { problem: { kind: 'not-an-object' } };
  const json: unknown = JSON.parse(text);
  const reading = readFormSchema(json);
  return reading.ok ? { form: reading.form, json } : { problem: { kind: 'refused', problem: reading.problem } };
}
