/** How sure a service is of one label. */
export interface Score {
  readonly label: string;
  /** 0 to 1. */
  readonly score: number;
}

type Fields = Readonly<Record<string, unknown>>;

const labelNames = ['label', 'name', 'class_name', 'className', 'category', 'class'];
const scoreNames = ['score', 'probability', 'confidence', 'prob'];
const labelListNames = ['labels', 'classes', 'names'];
const scoreListNames = ['scores', 'probabilities', 'confidences', 'probs'];
/** Names under which answers keep their scores; DEEPaaS nests one `predictions` in another. */
const wrapperNames = ['predictions', 'prediction', 'result', 'results', 'output', 'outputs', 'scores', 'probabilities'];
const deepestWrapper = 3;
const mostScores = 10_000;

/**
 * Labels with their scores, best first, where an answer gives them in a common form: `{label: score}`, a list of objects
 * with both, or a list of each. `undefined` for everything else; numbers that could be something else are no scores.
 * @see protocol of DEEPaaS, `PredictResponse`
 */
export function readScores(value: unknown): readonly Score[] | undefined {
  const scores = findScores(value, 0, false);
  if (!scores || scores.length < 1 || scores.length > mostScores) return undefined;
  return [...scores].sort((one, other) => other.score - one.score);
}

function findScores(value: unknown, depth: number, isNamed: boolean): readonly Score[] | undefined {
  if (Array.isArray(value)) {
    const [only] = value;
    return scoresOfObjects(value) ?? (value.length === 1 ? findScores(only, depth + 1, isNamed) : undefined);
  }
  if (!isFields(value) || depth > deepestWrapper) return undefined;
  const direct = scoresOfLists(value) ?? scoresOfFields(value, isNamed);
  if (direct) return direct;
  for (const name of wrapperNames) {
    const inner = value[name];
    const found =
      inner === undefined ? undefined : findScores(inner, depth + 1, scoreListNames.includes(name) || isNamed);
    if (found) return found;
  }
  return undefined;
}

/** `[{label, score}]` */
function scoresOfObjects(list: readonly unknown[]): readonly Score[] | undefined {
  const scores = list.map((entry) => {
    if (!isFields(entry)) return undefined;
    // A box says where something is in a picture, which is more than how sure the service is.
    if (['box', 'bbox', 'bounding_box', 'boundingBox'].some((name) => name in entry)) return undefined;
    return scoreOf(firstOf(entry, labelNames), firstOf(entry, scoreNames));
  });
  return whole(scores);
}

/** `{labels: [], probabilities: []}` */
function scoresOfLists(fields: Fields): readonly Score[] | undefined {
  const labels = firstOf(fields, labelListNames);
  const scores = firstOf(fields, scoreListNames);
  if (!Array.isArray(labels) || !Array.isArray(scores) || labels.length !== scores.length) return undefined;
  return whole(labels.map((label, index) => scoreOf(label, scores[index])));
}

/** `{oak: 0.7, beech: 0.3}`. Without a name that says so, only shares of a whole are taken for scores. */
function scoresOfFields(fields: Fields, isNamed: boolean): readonly Score[] | undefined {
  const scores = whole(Object.entries(fields).map(([label, score]) => scoreOf(label, score)));
  if (!scores || scores.length < 2) return undefined;
  const sum = scores.reduce((total, { score }) => total + score, 0);
  return isNamed || Math.abs(sum - 1) < 0.01 ? scores : undefined;
}

function scoreOf(label: unknown, score: unknown): Score | undefined {
  if (typeof label !== 'string' && typeof label !== 'number') return undefined;
  return typeof score === 'number' && score >= 0 && score <= 1 ? { label: String(label), score } : undefined;
}

function whole(scores: readonly (Score | undefined)[]): readonly Score[] | undefined {
  const found = scores.filter((score) => score !== undefined);
  return found.length === scores.length && found.length > 0 ? found : undefined;
}

function firstOf(fields: Fields, names: readonly string[]): unknown {
  const name = names.find((candidate) => fields[candidate] !== undefined);
  return name === undefined ? undefined : fields[name];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
