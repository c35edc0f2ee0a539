/** A rule of dependency-cruiser, as far as the check looks at it. */
interface ImportRule {
  readonly comment: string;
  readonly from: object;
  readonly to: object;
}

export function forbiddenTypeImports(
  folder: string,
  rules: readonly ImportRule[],
): { readonly from: string; readonly to: string; readonly comment: string }[];

export function typeImportCircles(folder: string): string[][];
