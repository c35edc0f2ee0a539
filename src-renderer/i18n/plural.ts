/** The words for each plural category a language has; `other` serves where one is missing. */
export type PluralForms = { readonly [Category in Intl.LDMLPluralRule]?: string } & { readonly other: string };

/**
 * Makes the function that chooses the words for a count in one language.
 * @see Unicode Technical Standard 35, Language Plural Rules
 */
export function pluralOf(language: string): (count: number, forms: PluralForms) => string {
  const rules = new Intl.PluralRules(language);
  return (count, forms) => forms[rules.select(count)] ?? forms.other;
}
