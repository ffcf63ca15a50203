// npm run package: builds the extension and packages it as import-jobs.vsix. With a path, packages there what is built already.
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { extensionPage } from './extensionPage.mjs';

/** What the package contains besides the extension's page. The bundles contain all dependencies. */
const contents = [
  'package.json',
  'package.nls*.json',
  'CHANGELOG.md',
  'LICENSE',
  'dist/*.{js,css,ttf}',
  'dist/THIRD-PARTY-NOTICES.txt',
  'l10n/bundle.l10n.*.json',
  'media/*.svg',
  'media/icon.png',
  'media/tab/*.svg',
  'media/walkthrough/*/*.svg',
];
/** Maximum size of the package in bytes. */
const maxSize = 500_000;

const [path] = process.argv.slice(2);
const packagePath = resolve(path ?? 'import-jobs.vsix');
if (path === undefined) execFileSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });

// A folder with only these files: vsce compares each file in its folder with patterns, and VS Code's builds have 20,000.
const cwd = mkdtempSync(join(tmpdir(), 'import-jobs-package-'));
for (const file of globSync(contents)) cpSync(file, join(cwd, file));
const hasRepository = 'repository' in JSON.parse(readFileSync('package.json', 'utf8'));
// Where the files of this folder are published, for the pictures of the extension's page.
const baseImagesUrl = process.env.IMPORT_JOBS_PICTURES;
const pictures = hasRepository || baseImagesUrl !== undefined;
const page = extensionPage(readFileSync('README.md', 'utf8'), { pictures, links: hasRepository });
writeFileSync(join(cwd, 'README.md'), page);
// vsce warns without it.
writeFileSync(join(cwd, '.vscodeignore'), '');
await createVSIX({
  cwd,
  packagePath,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: pictures,
  ...(baseImagesUrl === undefined ? {} : { baseImagesUrl }),
});
rmSync(cwd, { recursive: true });
const { size } = statSync(packagePath);
console.log(`${packagePath}: ${(size / 1000).toFixed(1)} kB`);
if (size > maxSize) throw new Error(`The budget is ${maxSize / 1000} kB.`);
