import tseslint from 'typescript-eslint';

/** @param {{ vscode?: boolean, sdk?: boolean, folders?: Record<string, string> }} wall what a folder may not import, and why */
function wall({ vscode = false, sdk = false, folders = {} }) {
  return {
    'no-restricted-imports': 'off',
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        paths: vscode ? [{ name: 'vscode', message: 'Only src/ui and src/extension.ts know VS Code.' }] : [],
        patterns: [
          ...(sdk ? [{ group: ['@aws-sdk/*', '@smithy/*'], message: 'Only src/aws knows the AWS SDK.' }] : []),
          ...Object.entries(folders).map(([folder, message]) => ({
            regex: `^(\\.\\.?/)+(src/)?${folder}(/|$)`,
            message,
            allowTypeImports: message.startsWith('Types only'),
          })),
        ],
      },
    ],
  };
}

const outside = (/** @type {string} */ why) => ({
  ui: why,
  aws: why,
  sample: why,
  node: why,
  summary: why,
  webview: why,
  extension: why,
});

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.cache/', 'node_modules/'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'max-lines': ['error', 400],
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Export by name.' }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: wall({ vscode: true, sdk: true, folders: outside('src/core imports nothing but itself.') }),
  },
  {
    files: ['src/aws/**/*.ts'],
    rules: wall({
      vscode: true,
      folders: {
        ui: 'src/aws knows src/core alone.',
        sample: 'src/aws knows src/core alone.',
        webview: 'src/aws knows src/core alone.',
      },
    }),
  },
  {
    files: ['src/sample/**/*.ts'],
    rules: wall({
      vscode: true,
      sdk: true,
      folders: {
        ui: 'src/sample knows src/core alone.',
        aws: 'src/sample knows src/core alone.',
        webview: 'src/sample knows src/core alone.',
      },
    }),
  },
  {
    files: ['src/node/**/*.ts', 'src/summary/**/*.ts'],
    rules: wall({ vscode: true, sdk: true, folders: outside('src/node and src/summary know src/core alone.') }),
  },
  {
    files: ['src/ui/**/*.ts'],
    rules: wall({
      sdk: true,
      folders: {
        aws: 'src/ui knows src/core alone; extension.ts brings in the rest.',
        sample: 'src/ui knows src/core alone; extension.ts brings in the rest.',
        node: 'src/ui knows src/core alone; extension.ts brings in the rest.',
        summary: 'src/ui knows src/core alone; extension.ts brings in the rest.',
        webview: 'Types only: the page is a bundle of its own.',
      },
    }),
  },
  {
    files: ['src/webview/**/*.ts'],
    rules: wall({
      vscode: true,
      sdk: true,
      folders: {
        core: 'Types only: the page shares only the message types.',
        ui: 'src/webview knows no other room.',
        aws: 'src/webview knows no other room.',
        sample: 'src/webview knows no other room.',
      },
    }),
  },
  {
    files: ['src/extension.ts', 'src/services.ts', 'src/onDemand.ts'],
    rules: wall({
      sdk: true,
      folders: {
        aws: 'Types only: load it with import(), at first use.',
        sample: 'Types only: load it with import(), at first use.',
        summary: 'Types only: load it with import(), at first use.',
        onDemand: 'Types only: load it with import(), at first use.',
      },
    }),
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Mocha's describe and it return nothing to wait for; node:assert narrows by assertion.
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
);
