import { dayOf } from '../ground/day';
import type { TemplateProblem } from '../ground/error';
import { withoutEnding } from '../result/file-endings';
import { fittingName, safeNamePart } from '../result/output-filename';
import { nameOf } from '../ground/paths';

/**
 * What to do where a result of an earlier run is there: `skip` a file from which this service made it; make another with a number;
 * or replace what has the name.
 */
export type CollisionRule = (typeof collisionRules)[number];

/** Every rule, the usual one first. */
export const collisionRules = ['skip', 'number', 'replace'] as const;

/** Name of a result unless the user wants another. */
export const defaultTemplate = '{name} – {service}';

/** The longest template, in UTF-16 units. */
export const longestTemplate = 200;

/** What a name can be made of. */
export const templateParts = ['{name}', '{service}', '{number}', '{date}'] as const;

/** What is wrong with a template, if anything: without the name or a number, all results would be called the same. */
export function templateProblem(template: string): TemplateProblem | undefined {
  if (template.trim() === '') return 'empty';
  const known: readonly string[] = templateParts;
  const parts: readonly string[] = template.match(/\{[^{}]*\}/g) ?? [];
  if (parts.some((part) => !known.includes(part))) return 'unknown-part';
  return parts.includes('{name}') || parts.includes('{number}') ? undefined : 'same-for-all';
}

/** What the parts of a template stand for. */
export interface NameFacts {
  /** Way of the input, with `/` between folders. */
  readonly relativePath: string;
  readonly serviceName: string;
  /** Place of the item, from 0. */
  readonly index: number;
  /** ISO 8601 instant at which the batch was made. */
  readonly startedAt: string;
}

/**
 * Way of a result from the output folder, without its ending: the folders of the input, and a name by the template.
 * Every part of it is a name that Windows, macOS and Linux accept.
 */
export function outputStem(template: string, { relativePath, serviceName, index, startedAt }: NameFacts): string {
  const segments = relativePath.split('/');
  const inputName = segments.pop() ?? '';
  const values: Readonly<Record<string, string>> = {
    '{name}': withoutEnding(inputName),
    '{service}': serviceName,
    '{number}': String(index + 1).padStart(4, '0'),
    '{date}': startedAt.slice(0, 10),
  };
  const name = template.replace(/\{[^{}]*\}/g, (part) => values[part] ?? part);
  const folders = segments.map((segment) => fittingName(safeNamePart(segment)) || '_');
  return [...folders, fittingName(safeNamePart(name)) || '_'].join('/');
}

/**
 * Name of a list's own folder: sorted by name, folders are in the order of their days.
 * @param startedAt ISO 8601 instant at which the list was made
 * @param service what people call the service
 */
export function datedFolderName(startedAt: string, service: string): string {
  return fittingName(safeNamePart(`${dayOf(startedAt)} ${service}`));
}

/**
 * Gives each item of a batch a stem of its own. Two items never share one, whatever the rule: a file system may hold names in
 * capitals and small letters for the same. What lies in the output folder from before is a matter of the rule.
 */
export class OutputNames {
  readonly #taken = new Set<string>();
  /** Number to try next for a stem that is wanted often. */
  readonly #next = new Map<string, number>();

  /** Keeps the stem of an item that has one. */
  keep(stem: string): void {
    this.#taken.add(folded(stem));
  }

  /**
   * Settles the stem of an item, in the order in which items are run.
   * @param isThere whether the output folder holds a file of this stem from before
   */
  settle(wanted: string, rule: CollisionRule, isThere: (stem: string) => boolean): string {
    const key = folded(wanted);
    for (let number = this.#next.get(key) ?? 1; ; number += 1) {
      const stem = number === 1 ? wanted : `${wanted} (${number})`;
      if (this.#taken.has(folded(stem))) continue;
      if (rule !== 'replace' && isThere(stem)) continue;
      this.#taken.add(folded(stem));
      this.#next.set(key, number + 1);
      return stem;
    }
  }
}

/** The stems of the files of one folder, in a form that `isStemThere` understands. */
export function stemsOf(fileNames: readonly string[]): ReadonlySet<string> {
  return new Set(fileNames.filter((name) => !name.startsWith('.')).map((name) => folded(withoutEnding(name))));
}

/** Whether a folder holds a file with the name of a stem, whatever its ending. */
export function isStemThere(stems: ReadonlySet<string>, stem: string): boolean {
  return stems.has(folded(nameOf(stem)));
}

/** A name in a form in which all names are the same that some file system holds for the same. */
export function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
