import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// One entry a layer: what its files may not import. The table in CONTRIBUTING.md says the same in words.
const only = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });
const not = (group, message) => ({ group, message });
const layers = {
  electron: not(['electron', 'electron/*'], 'Only src-main/electron, and the programs beside it, know Electron.'),
  node: not(['node:*'], 'This layer is pure: hand it what it needs through the ports of its room.'),
  core: not(
    ['**/services/*', '**/adapters/*', '**/electron/*', '**/practice/*', '**/contract/*'],
    'core imports only core.',
  ),
  services: not(
    ['**/adapters/*', '**/electron/*', '**/practice/*', '**/contract/*'],
    'services know ports, not adapters.',
  ),
  adapters: not(['**/services/*', '**/electron/*', '**/practice/*', '**/contract/*'], 'adapters stand behind ports.'),
  practice: not(
    ['../services/*', '../../services/*', '**/electron/*', '**/adapters/*', '**/contract/*'],
    'practice imports core only.',
  ),
  renderer: not(
    [
      '**/src-main/core/*',
      '**/src-main/services/*',
      '**/src-main/adapters/*',
      '**/src-main/electron/*',
      '**/src-main/practice/*',
    ],
    'The renderer knows src-main/contract and nothing else of the main process.',
  ),
  contract: not(
    ['**/services/*', '**/adapters/*', '**/electron/*', '**/practice/*'],
    'contract imports types of core.',
  ),
};

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
  { files: ['src-main/core/**'], rules: only(layers.electron, layers.node, layers.core) },
  { files: ['src-main/services/**'], rules: only(layers.electron, layers.services) },
  { files: ['src-main/adapters/**'], rules: only(layers.electron, layers.adapters) },
  { files: ['src-main/practice/**'], rules: only(layers.electron, layers.practice) },
  { files: ['src-main/contract/**'], rules: only(layers.electron, layers.node, layers.contract) },
  {
    files: ['src-renderer/**'],
    rules: only(layers.electron, layers.node, layers.renderer),
    languageOptions: { globals: globals.browser },
  },
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
