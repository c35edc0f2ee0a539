/** An object of JSON, read by the names of its members. */
export type Members = Readonly<Record<string, unknown>>;

/** Names under which services give the label of something. */
export const labelNames = ['label', 'name', 'class_name', 'className', 'category', 'class'];

/** Names under which services say how sure they are of one thing. */
export const scoreNames = ['score', 'confidence', 'probability', 'prob', 'conf'];

/** Names under which services give all labels, one after the other. */
export const labelListNames = ['labels', 'class_names', 'classes', 'names'];

/** Names under which services give the scores that belong to a list of labels. */
export const scoreListNames = ['scores', 'probabilities', 'confidences', 'probs'];

/** Names of what services wrap an answer into; DEEPaaS nests one `predictions` in another. */
export const wrapperNames = ['predictions', 'prediction', 'result', 'results', 'output', 'outputs'];

/** How many wrappers around an answer are looked into. */
export const deepestWrapper = 3;

/** Whether a value of JSON is an object. */
export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of the first of some names that an object has. */
export function firstOf(members: Members, names: readonly string[]): unknown {
  const name = names.find((candidate) => Object.hasOwn(members, candidate) && members[candidate] !== undefined);
  return name === undefined ? undefined : members[name];
}

/** A label as text; numbers of classes are labels too. `undefined` for what can't be one. */
export function labelOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Whether a value says how sure a service is: a number from 0 to 1. */
export function isScore(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

/** The entries of a list; `undefined` where there is no list, or one of its entries could not be read. */
export function whole<T>(entries: readonly (T | undefined)[]): readonly T[] | undefined {
  const found = entries.filter((entry) => entry !== undefined);
  return found.length === entries.length && found.length > 0 ? found : undefined;
}
