import tseslint from 'typescript-eslint';
import { texts } from './lint/textsRule.mjs';
import { walls } from './lint/wallsRule.mjs';

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.cache/', 'node_modules/'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'max-lines': ['error', 400],
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Export by name.' }],
      eqeqeq: 'error',
    },
  },
  walls,
  texts,
  {
    files: ['src/ui/**/*.ts'],
    ignores: ['src/ui/messages.ts', 'src/ui/quickPick.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['showInformationMessage', 'showWarningMessage', 'showErrorMessage', 'showQuickPick'].map((property) => ({
          object: 'window',
          property,
          message: 'src/ui/messages.ts and src/ui/quickPick.ts escape what names from AWS and files may hold.',
        })),
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // node:assert narrows types by assertion.
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
);
