// Bundles of single services, loaded when the service is first used. They take from aws.js what both need, so that it
// exists once: an SDK client alone is larger than 150 kB, almost all of which the clients of other services have too.
import { relative, sep } from 'node:path';
import { build } from 'esbuild';

/**
 * The bundles by name, each with the module that it begins with, as services/sdk.ts imports it.
 * @type {Readonly<Record<string, string>>}
 */
const modules = { mailManager: './mailManager/reads', customerProfiles: './customerProfiles/reads' };

/** In aws.js, leaves these services to their bundles. */
const lazyServices = {
  name: 'lazy-services',
  setup(/** @type {import('esbuild').PluginBuild} */ { onResolve }) {
    onResolve({ filter: /^\.\/\w+\/reads$/ }, ({ path }) => {
      const [name] = Object.entries(modules).find(([, module]) => module === path) ?? [];
      return name === undefined ? undefined : { path: `./${name}.js`, external: true };
    });
  },
};

/**
 * Returns the options of aws.js and of the services' bundles, by name.
 * @param {import('esbuild').BuildOptions} sdk options of every bundle with the SDK
 * @returns {Promise<Readonly<Record<string, import('esbuild').BuildOptions>>>}
 */
export async function sdkBundles(sdk) {
  const aws = { ...sdk, plugins: [lazyServices, ...(sdk.plugins ?? [])] };
  const isInAws = await contentsOf({ ...aws, entryPoints: { aws: 'src/services/sdk.ts' } });
  /** @type {Map<string, Set<string>>} What the services' bundles use of aws.js: names by module. */
  const shared = new Map();
  for (const name of Object.keys(modules)) {
    for (const [module, names] of await importsOf(name, sdk, isInAws)) {
      shared.set(module, new Set([...(shared.get(module) ?? []), ...names]));
    }
  }
  const pairs = [...shared].flatMap(([module, names]) => [...names].map((name) => `${name} of ${module}`));
  /** Returns what is shared of a module, by its name and by the unique one under which aws.js exports it. */
  const namesOf = (/** @type {string} */ module) =>
    [...(shared.get(module) ?? [])].map((name) => [name, `s${pairs.indexOf(`${name} of ${module}`)}`]);
  const fromAws = replacing(isInAws, {
    resolve: (module) => ({ path: module, namespace: 'aws' }),
    load: (module) => {
      const properties = namesOf(module).map(([name, unique]) => `${name}: aws.${unique}`);
      return `const aws = require('./aws.js');\nmodule.exports = { ${properties.join(', ')} };`;
    },
  });
  const reexports = [...shared.keys()].map((module) => {
    const specifiers = namesOf(module).map(([name, unique]) => `${name} as ${unique}`);
    return `export { ${specifiers.join(', ')} } from './${module}';`;
  });
  const contents = ["export * from './src/services/sdk';", ...reexports].join('\n');
  return {
    aws: { ...aws, stdin: { contents, resolveDir: '.', sourcefile: 'aws.js' }, entryNames: 'aws' },
    ...Object.fromEntries(Object.keys(modules).map((name) => [name, optionsOf(name, sdk, fromAws)])),
  };
}

/**
 * Returns whether a module has code in a bundle.
 * @param {import('esbuild').BuildOptions} options
 */
async function contentsOf(options) {
  const { metafile } = await build({ ...options, metafile: true, write: false, outdir: 'dist' });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const contents = new Set(inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path));
  // An index of a package only exports other modules again, of which a service may need some that aws.js does not have.
  return (/** @type {string} */ module) => contents.has(module) && !module.endsWith('/index.js');
}

/**
 * Returns the names that a service's bundle uses of each module of aws.js. esbuild leaves out names that are not used and
 * writes the others as properties of `require()`'s result.
 * @param {string} name
 * @param {import('esbuild').BuildOptions} sdk
 * @param {(module: string) => boolean} isInAws
 */
async function importsOf(name, sdk, isInAws) {
  const { outputFiles } = await build({
    ...optionsOf(name, sdk, replacing(isInAws, { resolve: (module) => ({ path: module, external: true }) })),
    minify: false,
    sourcemap: false,
    write: false,
    outdir: 'dist',
  });
  const [text = ''] = outputFiles.map((file) => file.text);
  const variables = [...text.matchAll(/^var (\w+) = (?:__toESM\()?require\("((?:src|node_modules)\/[^"]+)"\)/gmu)];
  return variables.map(([, variable, module = '']) => {
    const uses = text.matchAll(new RegExp(String.raw`(?<![\w$/])${variable}\.([\w$]+)`, 'gu'));
    return /** @type {const} */ ([module, [...uses].map(([, used = '']) => used)]);
  });
}

/**
 * @param {string} name
 * @param {import('esbuild').BuildOptions} sdk
 * @param {import('esbuild').Plugin} fromAws
 * @returns {import('esbuild').BuildOptions}
 */
function optionsOf(name, sdk, fromAws) {
  const entryPoints = { [name]: `src/services/${modules[name]}.ts` };
  return { ...sdk, entryPoints, plugins: [fromAws, ...(sdk.plugins ?? [])] };
}

/**
 * Returns a plugin that replaces the modules of aws.js.
 * @param {(module: string) => boolean} isInAws
 * @param {{
 *   readonly resolve: (module: string) => import('esbuild').OnResolveResult,
 *   readonly load?: (module: string) => string,
 * }} how
 * @returns {import('esbuild').Plugin}
 */
function replacing(isInAws, { resolve, load }) {
  return {
    name: 'from-aws',
    setup(build) {
      build.onResolve({ filter: /./ }, async ({ path, pluginData, ...where }) => {
        if (where.kind === 'entry-point' || pluginData === isInAws) return undefined;
        const found = await build.resolve(path, { ...where, pluginData: isInAws });
        if (found.errors.length > 0 || found.external) return found;
        const module = relative('.', found.path).split(sep).join('/');
        return isInAws(module) ? { ...resolve(module), sideEffects: false } : found;
      });
      if (load !== undefined) {
        build.onResolve({ filter: /^\.\/aws\.js$/, namespace: 'aws' }, ({ path }) => ({ path, external: true }));
        build.onLoad({ filter: /./, namespace: 'aws' }, ({ path }) => ({ contents: load(path), loader: 'js' }));
      }
    },
  };
}
