import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import regexp from 'eslint-plugin-regexp';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// Words in markup that no language file knows: text, and the attributes that are read or read out.
const readAttribute =
  'SvelteAttribute[key.name=/^(alt|label|placeholder|title|aria-(label|description|roledescription|placeholder|valuetext))$/]';
const readMustache = `:matches(${readAttribute}, :not(SvelteAttribute, SvelteStyleDirective)) > SvelteMustacheTag`;
const visibleText = [
  ':not(SvelteStyleElement) > SvelteText[value=/\\p{L}/u]',
  `${readAttribute} > SvelteLiteral[value=/\\p{L}/u]`,
  `${readMustache} > Literal[value=/\\p{L}/u]`,
  `${readMustache} > ConditionalExpression > Literal[value=/\\p{L}/u]`,
  `${readMustache} > TemplateLiteral > TemplateElement[value.cooked=/\\p{L}/u]`,
];
const translated = 'Words of the window are in src-renderer/i18n.';

export default defineConfig(
  globalIgnores(['dist/', 'release/', 'tour/', 'screenshots/', '.cache/', 'test-results/']),
  ts.configs.strict,
  svelte.configs.recommended,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    // Much of what is read here was written by others, who must not be able to keep the program busy.
    files: ['src-main/**', 'src-renderer/**'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  { files: ['src-renderer/**'], languageOptions: { globals: globals.browser } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    // The compiler and svelte-check know Svelte's and the DOM's names better than this rule.
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['src-renderer/**/*.svelte'],
    rules: { 'no-restricted-syntax': ['error', ...visibleText.map((selector) => ({ selector, message: translated }))] },
  },
  {
    files: ['scripts/**', '*.js', 'test/**'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off' },
  },
);
