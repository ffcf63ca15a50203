// The project's own rules. All others are in .oxlintrc.json: Oxlint takes a tenth of the time.
import * as parser from '@typescript-eslint/parser';
import { texts } from './lint/textsRule.mjs';
import { walls } from './lint/wallsRule.mjs';

export default [
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  walls,
  texts,
];
