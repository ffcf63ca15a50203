// npm run package: builds the extension and packages it as import-jobs.vsix. With a path, packages there what is built already.
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';
import { extensionPage } from './extensionPage.mjs';

const [path] = process.argv.slice(2);
const packagePath = path ?? 'import-jobs.vsix';
const readmePath = path === undefined ? 'dist/README.md' : 'out/README.md';
/** Maximum size of the package in bytes. */
const maxSize = 500_000;

if (path === undefined) execFileSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
const hasRepository = 'repository' in JSON.parse(readFileSync('package.json', 'utf8'));
// Where the files of this folder are published, for the pictures of the extension's page.
const baseImagesUrl = process.env.IMPORT_JOBS_PICTURES;
const pictures = hasRepository || baseImagesUrl !== undefined;
writeFileSync(readmePath, extensionPage(readFileSync('README.md', 'utf8'), { pictures, links: hasRepository }));
await createVSIX({
  packagePath,
  readmePath,
  // The bundles contain all dependencies.
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: pictures,
  ...(baseImagesUrl === undefined ? {} : { baseImagesUrl }),
});
const { size } = statSync(packagePath);
console.log(`${packagePath}: ${(size / 1000).toFixed(1)} kB`);
if (size > maxSize) throw new Error(`The budget is ${maxSize / 1000} kB.`);
