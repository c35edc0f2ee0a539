import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/**
 * Finds imports of types in components that the rules for imports forbid. dependency-cruiser reads what the compiler makes of
 * a component, in which there are no types any more.
 * @param {string} folder that holds `src-renderer`
 * @param {readonly object[]} rules those of dependency-cruiser's configuration under `forbidden`
 * @returns {{ from: string, to: string, comment: string }[]}
 */
export function forbiddenTypeImports(folder, rules) {
  return typeImports(folder).flatMap(({ from, to }) =>
    rules.filter((rule) => forbids(rule, from, to)).map(({ comment }) => ({ from, to, comment })),
  );
}

/**
 * Finds circles of imports that an import of types in a component closes. dependency-cruiser finds all others.
 * @param {string} folder that holds `src-renderer`
 * @returns {string[][]} the files of each circle, the component first
 */
export function typeImportCircles(folder) {
  const importsByFile = new Map();
  const importsOf = (path) => {
    if (!importsByFile.has(path)) importsByFile.set(path, allImports(folder, path));
    return importsByFile.get(path);
  };
  return typeImports(folder).flatMap(({ from, to }) => {
    const path = shortestPath(to, from, importsOf);
    return path ? [[from, ...path.slice(0, -1)]] : [];
  });
}

/** The files from one to another along imports, both ends included; `undefined` where no path leads there. */
function shortestPath(start, end, importsOf) {
  const paths = [[start]];
  const seen = new Set([start]);
  for (const path of paths) {
    const last = path.at(-1);
    if (last === end) return path;
    for (const next of importsOf(last)) {
      if (seen.has(next)) continue;
      seen.add(next);
      paths.push([...path, next]);
    }
  }
  return undefined;
}

/** The imports of types in all components of the window. */
function typeImports(folder) {
  const components = readdirSync(posix.join(folder, 'src-renderer'), { recursive: true })
    .filter((path) => path.endsWith('.svelte'))
    .map((path) => `src-renderer/${path.replaceAll('\\', '/')}`);
  return components.flatMap((from) =>
    ts
      .createSourceFile(from, scriptOf(folder, from), ts.ScriptTarget.Latest)
      .statements.filter((statement) => ts.isImportDeclaration(statement) && takesTypes(statement))
      .map(({ moduleSpecifier }) => ({ from, to: resolved(folder, from, moduleSpecifier.text) })),
  );
}

function takesTypes({ importClause }) {
  const { isTypeOnly = false, namedBindings } = importClause ?? {};
  return isTypeOnly || (namedBindings?.elements ?? []).some((element) => element.isTypeOnly);
}

/** The files of the window that a file of it imports, for values or for types. */
function allImports(folder, path) {
  if (!/^src-renderer\/.*\.(svelte|ts)$/.test(path) || !existsSync(posix.join(folder, path))) return [];
  return ts
    .preProcessFile(scriptOf(folder, path))
    .importedFiles.map(({ fileName }) => resolved(folder, path, fileName));
}

/** The TypeScript of a file: all of it, or what is between the script tags of a component. */
function scriptOf(folder, path) {
  const text = readFileSync(posix.join(folder, path), 'utf8');
  if (!path.endsWith('.svelte')) return text;
  return [...text.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(([, script]) => script).join('\n');
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

/** The path of what is imported, with the ending that TypeScript leaves out: `batch.svelte` can mean `batch.svelte.ts`. */
function resolved(folder, from, specifier) {
  if (!specifier.startsWith('.')) return specifier;
  const path = posix.join(posix.dirname(from), specifier);
  return existsSync(posix.join(folder, `${path}.ts`)) ? `${path}.ts` : path;
}
