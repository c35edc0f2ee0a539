import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parse } from 'svelte/compiler';

/**
 * Finds imports of types in components that the rules for imports forbid. dependency-cruiser reads what the compiler makes of
 * a component, in which there are no types any more.
 * @param {string} folder that holds `src-renderer`
 * @param {readonly object[]} rules those of dependency-cruiser's configuration under `forbidden`
 * @returns {{ from: string, to: string, comment: string }[]}
 */
export function forbiddenTypeImports(folder, rules) {
  const paths = readdirSync(posix.join(folder, 'src-renderer'), { recursive: true })
    .filter((path) => path.endsWith('.svelte'))
    .map((path) => `src-renderer/${path.replaceAll('\\', '/')}`);
  return paths.flatMap((from) =>
    typeImports(readFileSync(posix.join(folder, from), 'utf8')).flatMap((specifier) => {
      const to = specifier.startsWith('.') ? fileOf(folder, posix.join(posix.dirname(from), specifier)) : specifier;
      return rules.filter((rule) => forbids(rule, from, to)).map(({ comment }) => ({ from, to, comment }));
    }),
  );
}

/** What a component imports types from. */
function typeImports(source) {
  const { instance, module } = parse(source, { modern: true });
  return [instance, module]
    .flatMap((script) => script?.content.body ?? [])
    .filter(({ type, importKind, specifiers = [] }) => {
      if (type !== 'ImportDeclaration') return false;
      return importKind === 'type' || specifiers.some((specifier) => specifier.importKind === 'type');
    })
    .map((statement) => String(statement.source.value));
}

/** Whether a rule forbids an import of types. Rules about circles and missing files need the whole graph, and are left out. */
function forbids({ from, to }, fromPath, toPath) {
  if (!to.path && !to.pathNot) return false;
  if (to.dependencyTypesNot?.includes('type-only') || to.dependencyTypes) return false;
  const found = from.path ? new RegExp(from.path).exec(fromPath) : [];
  if (!found || (from.pathNot && matches(from.pathNot, fromPath))) return false;
  const filled = (pattern) => [pattern].flat().map((one) => one.replace('$1', found[1] ?? ''));
  if (to.path && !matches(filled(to.path), toPath)) return false;
  return !to.pathNot || !matches(filled(to.pathNot), toPath);
}

function matches(patterns, path) {
  return [patterns].flat().some((pattern) => new RegExp(pattern).test(path));
}

/** The path with the ending that imports of TypeScript leave out: `batch.svelte` can mean `batch.svelte.ts`. */
function fileOf(folder, path) {
  return existsSync(posix.join(folder, `${path}.ts`)) ? `${path}.ts` : path;
}
