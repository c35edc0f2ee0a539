import type { SampleProblem, SchemaProblem } from '../../connection/maker/card-draft.svelte';
import { m } from '../../i18n/locale.svelte';

/** Why no form can be made of a schema, and what to do. */
export function schemaProblemWords(problem: SchemaProblem): string {
  const words = m().teacher;
  if (problem.kind === 'not-json') return words.notJson(problem.line, problem.column);
  if (problem.kind !== 'refused') return words.schemaProblems[problem.kind];
  const { path, reason } = problem.problem;
  return reason === 'too-large' ? words.schemaProblems[reason] : words.schemaProblems[reason](path);
}

/** What is wrong with a sample, and what to do. */
export function sampleProblemWords(problem: SampleProblem): string {
  const words = m().teacher;
  if (problem.kind === 'not-json') return words.notJson(problem.line, problem.column);
  return problem.kind === 'secret' ? words.sampleSecret : words.sampleUnlike(problem.path);
}
