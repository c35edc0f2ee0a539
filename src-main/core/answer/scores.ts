import {
  deepestWrapper,
  firstOf,
  isMembers,
  isScore,
  labelListNames,
  labelNames,
  labelOf,
  scoreListNames,
  scoreNames,
  whole,
  wrapperNames,
  type Members,
} from './shapes';

/** How sure a service is of one label. */
export interface Score {
  readonly label: string;
  /** 0 to 1. */
  readonly score: number;
}

const namedWrappers = [...wrapperNames, 'scores', 'probabilities'];
const mostScores = 10_000;

/**
 * Labels with their scores, best first, where an answer gives them in a common form: `{label: score}`, a list of objects
 * with both, a list of each, or Keras's list of identifier, label and score. `undefined` for everything else; numbers that
 * could be something else are no scores.
 * @see protocol of DEEPaaS, `PredictResponse`; Keras, `decode_predictions`
 */
export function readScores(value: unknown): readonly Score[] | undefined {
  const scores = findScores(value, 0, false);
  if (!scores || scores.length < 1 || scores.length > mostScores) return undefined;
  return [...scores].sort((one, other) => other.score - one.score);
}

function findScores(value: unknown, depth: number, isNamed: boolean): readonly Score[] | undefined {
  if (depth > deepestWrapper) return undefined;
  if (Array.isArray(value)) {
    const [only] = value;
    const direct = scoresOfObjects(value) ?? scoresOfTuples(value);
    return direct ?? (value.length === 1 ? findScores(only, depth + 1, isNamed) : undefined);
  }
  if (!isMembers(value)) return undefined;
  const direct = scoresOfLists(value) ?? scoresOfMembers(value, isNamed);
  if (direct) return direct;
  for (const name of namedWrappers) {
    const inner = firstOf(value, [name]);
    const found =
      inner === undefined ? undefined : findScores(inner, depth + 1, scoreListNames.includes(name) || isNamed);
    if (found) return found;
  }
  return undefined;
}

/** `[{label, score}]` */
function scoresOfObjects(list: readonly unknown[]): readonly Score[] | undefined {
  const scores = list.map((entry) => {
    if (!isMembers(entry)) return undefined;
    // A box says where something is in a picture, which is more than how sure the service is.
    if (['box', 'bbox', 'bounding_box', 'boundingBox'].some((name) => name in entry)) return undefined;
    return scoreOf(firstOf(entry, labelNames), firstOf(entry, scoreNames));
  });
  return whole(scores);
}

/** `[['n02119789', 'kit fox', 0.9]]` */
function scoresOfTuples(list: readonly unknown[]): readonly Score[] | undefined {
  const scores = list.map((entry) => {
    if (!Array.isArray(entry) || entry.length !== 3) return undefined;
    const [identifier, label, score] = entry as readonly unknown[];
    return typeof identifier === 'string' && typeof label === 'string' ? scoreOf(label, score) : undefined;
  });
  return whole(scores);
}

/** `{labels: [], probabilities: []}` */
function scoresOfLists(members: Members): readonly Score[] | undefined {
  const labels = firstOf(members, labelListNames);
  const scores = firstOf(members, scoreListNames);
  if (!Array.isArray(labels) || !Array.isArray(scores) || labels.length !== scores.length) return undefined;
  if (firstOf(members, ['boxes', 'bboxes']) !== undefined) return undefined;
  return whole(labels.map((label, index) => scoreOf(label, scores[index])));
}

/** `{oak: 0.7, beech: 0.3}`. Without a name that says so, only shares of a whole are taken for scores. */
function scoresOfMembers(members: Members, isNamed: boolean): readonly Score[] | undefined {
  const scores = whole(Object.entries(members).map(([label, score]) => scoreOf(label, score)));
  if (!scores || scores.length < 2) return undefined;
  const sum = scores.reduce((total, { score }) => total + score, 0);
  return isNamed || Math.abs(sum - 1) < 0.01 ? scores : undefined;
}

function scoreOf(value: unknown, score: unknown): Score | undefined {
  const label = labelOf(value);
  return label !== undefined && isScore(score) ? { label, score } : undefined;
}
