// How tables in text are divided: the viewers read them as lists of rows do.
export { delimiters, guessDelimiter, tableStart, type Delimiter } from '../core/input/table/separator';
