import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

const parserOptions = {
  projectService: { allowDefaultProject: ['web/vite.config.ts'] },
  tsconfigRootDir: import.meta.dirname,
};

export default defineConfig(
  { ignores: ['node_modules/', 'web/build/', 'web/.svelte-kit/', 'web/node_modules/', 'artefacts/', 'data/', '**/*.js', '**/*.cjs'] },
  ts.configs.recommendedTypeChecked,
  svelte.configs['flat/recommended'],
  { languageOptions: { parserOptions } },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': ['error', { allow: ['debug', 'info', 'warn', 'error'] }],
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // `async` because the contract says so, though this one has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Cells and rows hold anything; they are turned to text on purpose.
      '@typescript-eslint/no-base-to-string': 'off',
      // Kinds are objects of methods that use no `this`; taking one apart is how they are composed.
      '@typescript-eslint/unbound-method': 'off',
      // `'' | Code` says which value stands out, also where Code is a plain string.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    // The parser sees imported components as `any`; their types are checked by svelte-check.
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { parserOptions: { parser: ts.parser, projectService: false } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      // No base path here: links are the addresses people see.
      'svelte/no-navigation-without-resolve': 'off',
      // Maps and sets that no screen reads stay plain, and cost nothing.
      'svelte/prefer-svelte-reactivity': 'off',
      // Knows only warnings of the compiler that this parser does not ask for.
      'svelte/no-unused-svelte-ignore': 'off',
    },
  },
  // The catalogue is one object for each language, however long.
  { files: ['web/src/lib/words/**'], rules: { 'max-lines-per-function': 'off' } },
  // A `describe` is a list of sentences, and a script talks to a terminal.
  { files: ['tests/**'], rules: { 'no-console': 'off', 'max-lines-per-function': ['error', 200] } },
);
