// npm run package: builds the extension and packages it as import-jobs.vsix.
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';
import { extensionPage } from './extensionPage.mjs';

const packagePath = 'import-jobs.vsix';
const readmePath = 'dist/README.md';
/** Maximum size of the package in bytes. */
const maxSize = 500_000;

execFileSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
const hasRepository = 'repository' in JSON.parse(readFileSync('package.json', 'utf8'));
writeFileSync(readmePath, extensionPage(readFileSync('README.md', 'utf8'), hasRepository));
await createVSIX({
  packagePath,
  readmePath,
  // The bundles contain all dependencies.
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: hasRepository,
});
const { size } = statSync(packagePath);
console.log(`${packagePath}: ${(size / 1000).toFixed(1)} kB`);
if (size > maxSize) throw new Error(`The budget is ${maxSize / 1000} kB.`);
