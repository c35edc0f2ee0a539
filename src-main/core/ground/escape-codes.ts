// Sequences that end in a letter (colours, cursor), those that set a title or a link, and those of two characters.
const escapeCodes = /\u001b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\u0007\u001b]{0,2000}(?:\u0007|\u001b\\)|[@-Z\\^_])/g;

/** Text without the codes by which programs colour what a terminal shows. @see ECMA-48, section 5.4 */
export function withoutEscapeCodes(text: string): string {
  return text.includes('\u001b') ? text.replace(escapeCodes, '') : text;
}
