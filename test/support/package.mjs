// npm run package: builds the extension and packages it as import-jobs.vsix.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';

const packagePath = 'import-jobs.vsix';
/** Maximum size of the package in bytes. */
const maxSize = 500_000;

execFileSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
// The bundles contain all dependencies; the manifest has no repository.
await createVSIX({
  packagePath,
  readmePath: 'docs/extension.md',
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
const { size } = statSync(packagePath);
console.log(`${packagePath}: ${(size / 1000).toFixed(1)} kB`);
if (size > maxSize) throw new Error(`The budget is ${maxSize / 1000} kB.`);
