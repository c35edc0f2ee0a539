// How answers are understood: the window reads the same forms as the lists of the main process do.
export { mayHoldDetections, readDetections, type Detection, type Sides } from '../core/answer/detections';
export { answerInWords, type AnswerFields } from '../core/answer/fields';
export { readScores, type Score } from '../core/answer/scores';
export { nameOfType } from '../core/answer/file-types';
export { readJsonValue, withoutNonNumbers } from '../core/ground/json-text';
export { withoutEscapeCodes } from '../core/ground/escape-codes';
export { scoreOf } from '../core/batch/facets';
