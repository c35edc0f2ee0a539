// How results are called: the window's example follows the rule of the main process.
export { defaultTemplate, longestTemplate, outputStem } from '../core/batch/names';
export { nameOf } from '../core/ground/paths';
