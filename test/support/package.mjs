// npm run package: builds what ships and makes import-jobs.vsix.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';

const packagePath = 'import-jobs.vsix';

execFileSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
// The bundles hold every dependency; the manifest names no repository.
await createVSIX({
  packagePath,
  readmePath: 'docs/extension.md',
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
console.log(`${packagePath}: ${(statSync(packagePath).size / 1000).toFixed(1)} kB`);
