// How forms over JSON are made, filled in and checked: the window and lists of the main process do it in the same way.
export { checkForm, memberOf, readTypedNumber, type FieldProblem, type ValueProblem } from '../core/input/form/check';
export { fileMark, fileOfMark } from '../core/input/form/file-values';
export { inferForm } from '../core/input/form/inference';
export { initialText, initialValue } from '../core/input/form/initial-text';
export {
  literalOf,
  nodeAt,
  readFormText,
  withoutValue,
  withValue,
  type JsonNode,
} from '../core/input/form/json-object';
export { cellFields, templateOf, type CellField } from '../core/input/table/form-cells';
export { readFormSchema } from '../core/input/form/schema';
export { hasSecret, withoutSecrets } from '../core/input/form/secrets';
export { sliderOf } from '../core/input/form/slider';
export { withPlainTypography } from '../core/input/form/typography';
