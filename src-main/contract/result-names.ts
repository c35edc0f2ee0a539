// How results are called: the window's example follows the rule of the main process.
export { nameOf, outputStem } from '../core/batch/names';
