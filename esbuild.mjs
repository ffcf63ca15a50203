// Builds what ships into dist/, and with --tests the test suites into out/. With --watch it rebuilds what changes.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { globSync, readFileSync } from 'node:fs';
import { build, context, formatMessages } from 'esbuild';
import { sdkBundles } from './esbuild.services.mjs';

const development = process.argv.includes('--development');
const watching = process.argv.includes('--watch');
const withTests = process.argv.includes('--tests');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: !development,
  sourcemap: development,
  metafile: true,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
};

/** @type {Readonly<Record<string, string>>} */
const bundleOf = {
  './services/sdk': './aws.js',
  './services/sample': './sample.js',
  './summary/index': './summary.js',
  './copies': './copies.js',
  './csv/index': './csv.js',
  './main': './main.js',
  './connected': './connected.js',
  './onDemand': './onDemand.js',
};

/** Code not needed at activation is in separate bundles, loaded on first use. */
const lazyBundles = {
  name: 'lazy-bundles',
  setup(/** @type {import('esbuild').PluginBuild} */ { onResolve }) {
    const bundles = /^\.\/(services\/(sdk|sample)|(summary|csv)\/index|copies|main|connected|onDemand)$/;
    onResolve({ filter: bundles }, ({ path }) => ({
      path: bundleOf[path],
      external: true,
    }));
  },
};

/**
 * The SDK's clients describe every operation of a service in arrays, which esbuild keeps unless they are marked as free of
 * side effects. Leaving out the unused ones makes the bundle a fifth smaller.
 */
const unusedSchemas = {
  name: 'unused-schemas',
  setup(/** @type {import('esbuild').PluginBuild} */ { onLoad }) {
    onLoad({ filter: /[\\/]schemas_0\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(
        /^((?:export )?var \w+\$? = )(\[[^]*?\]);$/gm,
        (_, start, array) => `${start}/* @__PURE__ */ (() => ${array})();`,
      ),
      loader: 'js',
    }));
  },
};

/** The SDK's clients need only the version from their package.json, which has 2 kB. */
const packageVersions = {
  name: 'package-versions',
  setup(/** @type {import('esbuild').PluginBuild} */ { onLoad }) {
    onLoad({ filter: /[\\/]@aws-sdk[\\/][^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** In the extension host, VS Code translates the texts: it has read the bundle of the display language. */
const textsOfVSCode = { '@vscode/l10n': './src/ui/l10n.ts' };

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  mainFields: ['module', 'main'],
  external: ['vscode'],
  alias: textsOfVSCode,
  // V8 compiles source with one byte per character faster.
  charset: 'ascii',
  // require(), so that a lazy bundle's exports keep their names and V8's compile cache is used.
  supported: { 'dynamic-import': false },
};

await rm('dist', { recursive: true, force: true });
await mkdir('dist/meta', { recursive: true });

/** Options of every bundle with the SDK. */
const sdk = {
  ...node,
  plugins: [unusedSchemas, packageVersions],
  alias: { ...textsOfVSCode, '@aws-sdk/credential-provider-node': './src/aws/credentials/noDefaultProvider.ts' },
};

const products = {
  extension: { ...node, plugins: [lazyBundles], entryPoints: { extension: 'src/extension.ts' } },
  ...(await sdkBundles(sdk)),
  sample: { ...node, entryPoints: { sample: 'src/services/sample.ts' } },
  main: { ...node, plugins: [lazyBundles], entryPoints: { main: 'src/main.ts' } },
  connected: { ...node, plugins: [lazyBundles], entryPoints: { connected: 'src/connected.ts' } },
  onDemand: { ...node, plugins: [lazyBundles], entryPoints: { onDemand: 'src/onDemand.ts' } },
  copies: { ...node, entryPoints: { copies: 'src/copies.ts' } },
  summary: { ...node, entryPoints: { summary: 'src/summary/index.ts' } },
  csv: { ...node, entryPoints: { csv: 'src/csv/index.ts' } },
  details: {
    ...common,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    external: ['codicon.ttf'],
    entryPoints: [
      { in: 'src/webview/details/main.tsx', out: 'details' },
      { in: 'src/webview/details/details.css', out: 'details' },
    ],
  },
};

/** @type {import('esbuild').BuildOptions} */
const tests = {
  ...common,
  minify: false,
  metafile: false,
  sourcemap: 'inline',
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  mainFields: ['module', 'main'],
  plugins: [unusedSchemas],
  external: [
    'vscode',
    '@aws-sdk/*',
    '@smithy/*',
    '@vscode/l10n-dev',
    'mocha',
    'playwright-core',
    'axe-core',
    '@vscode/test-electron',
    'esbuild',
    'eslint',
    'typescript',
  ],
  entryPoints: globSync('test/**/*.ts').filter((file) => !file.endsWith('.d.ts')),
  outbase: 'test',
  outdir: 'out',
};

async function buildProducts() {
  /** @type {Set<string>} */
  const bundledPackages = new Set(['node_modules/@vscode/codicons']);
  await Promise.all(
    Object.entries(products).map(async ([name, options]) => {
      const { metafile } = await build(/** @type {import('esbuild').BuildOptions} */ ({ ...options, outdir: 'dist' }));
      await writeFile(`dist/meta/${name}.json`, JSON.stringify(metafile));
      for (const input of Object.keys(metafile.inputs)) {
        const [folder] = /^node_modules\/(?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(input) ?? [];
        if (folder !== undefined) bundledPackages.add(folder);
      }
    }),
  );

  // The licenses must be included; most packages share one.
  /** @type {Map<string, string[]>} */
  const licences = new Map();
  for (const folder of [...bundledPackages].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const [file] = globSync(`${folder}/LICEN[CS]E*`);
    const text = file === undefined ? '' : readFileSync(file, 'utf8').trim();
    licences.set(text, [...(licences.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const notices = [...licences].map(([text, packages]) => `${packages.join('\n')}\n\n${text}\n`);
  await writeFile('dist/THIRD-PARTY-NOTICES.txt', notices.join(`\n${'-'.repeat(80)}\n\n`));
}

/** Rebuilds on changes until the process ends, and prints what the problem matcher in .vscode/tasks.json expects. */
async function watch() {
  const all = Object.values(products).map((options) => ({ ...options, outdir: 'dist' }));
  const watched = [...all, ...(withTests ? [tests] : [])];
  // The first builds count from here, so that the first one to finish does not seem to be the last.
  let running = watched.length;
  console.log('[watch] build started');
  const contexts = watched.map((/** @type {import('esbuild').BuildOptions} */ options) => {
    let isFirst = true;
    const progress = {
      name: 'progress',
      setup(/** @type {import('esbuild').PluginBuild} */ { onStart, onEnd }) {
        onStart(() => {
          if (!isFirst && running++ === 0) console.log('[watch] build started');
          isFirst = false;
        });
        onEnd(async ({ errors }) => {
          const messages = await formatMessages(errors, { kind: 'error', color: process.stdout.isTTY });
          for (const message of messages) console.log(message.trimEnd());
          if (--running === 0) console.log('[watch] build finished');
        });
      },
    };
    return context({ ...options, logLevel: 'silent', plugins: [...(options.plugins ?? []), progress] });
  });
  for (const each of await Promise.all(contexts)) await each.watch();
}

await copyFile('node_modules/@vscode/codicons/dist/codicon.ttf', 'dist/codicon.ttf');
if (withTests) await rm('out', { recursive: true, force: true });
if (watching) {
  await watch();
} else {
  await buildProducts();
  if (withTests) await build(tests);
}
