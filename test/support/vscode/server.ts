import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { onExit, temporaryFolder } from './exit';
import { run } from './run';
import { obtainServerBuild } from './serverBuild';

/** VS Code's own extensions that the tests use. Each window loads all that there are, most of them for languages. */
const testedExtensions = [
  'configuration-editing',
  'json',
  'json-language-features',
  'markdown-basics',
  'markdown-language-features',
  'theme-defaults',
  'theme-seti',
  'theme-solarized-light',
];

const quiet = ['--accept-server-license-terms', '--disable-telemetry'];

export interface ServerOptions {
  readonly userData: string;
  readonly extensions: string;
  /** Any free port by default. */
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** VS Code version. */
  readonly version?: string | undefined;
  /** Whether VS Code has all of its own extensions, not only those that the tests use. */
  readonly hasAllExtensions?: boolean;
  /** Whether a window may run an extension's tests. VS Code shows no notification toasts then (`addToast`). */
  readonly runsTests?: boolean;
}

export interface Server {
  /** `http://127.0.0.1:port/` */
  readonly url: string;
  readonly pid: number;
  /** Settles when the server has ended for any reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Installs a VSIX into an extensions folder, which several servers can share. */
export async function installExtension(vsix: string, extensions: string): Promise<void> {
  const { node, main } = await obtainServerBuild();
  const data = temporaryFolder();
  const folders = ['--server-data-dir', data.path, '--extensions-dir', extensions];
  await run(node, [main, ...quiet, ...folders, '--install-extension', vsix], { env: serverEnvironment(process.env) });
  data.remove();
}

/** Starts VS Code's own server. Resolves when it is ready. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { node, main } = await obtainServerBuild(options.version);
  const data = temporaryFolder();
  const own = join(data.path, 'own-extensions');
  if (options.hasAllExtensions !== true) await linkExtensions(main, own);
  const child = spawn(
    node,
    [
      ...(options.hasAllExtensions === true ? [main] : [main, '--builtin-extensions-dir', own]),
      ...[...quiet, '--server-data-dir', data.path],
      ...['--user-data-dir', options.userData, '--extensions-dir', options.extensions],
      ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--without-connection-token'],
      ...['--disable-workspace-trust', ...(options.runsTests === true ? ['--enable-smoke-test-driver'] : [])],
    ],
    {
      env: serverEnvironment(options.env ?? process.env),
      // A separate process group, so that one signal also reaches the extension host and its children.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const callOff = onExit(() => {
    signalGroup(child, 'SIGKILL');
  });
  const ended = once(child, 'exit').then(() => undefined);
  const stop = async () => {
    signalGroup(child, 'SIGTERM');
    const deadline = setTimeout(() => {
      signalGroup(child, 'SIGKILL');
    }, 5000);
    await ended;
    clearTimeout(deadline);
    signalGroup(child, 'SIGKILL');
    callOff();
    data.remove();
  };
  try {
    const url = `http://127.0.0.1:${await listeningPort(child)}/`;
    await fetch(url);
    return { url, pid: child.pid ?? NaN, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function linkExtensions(main: string, folder: string): Promise<void> {
  await mkdir(folder);
  const all = resolve(main, '../../extensions');
  await Promise.all(testedExtensions.map((name) => symlink(join(all, name), join(folder, name))));
}

function serverEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // Variables of a VS Code in whose terminal this runs would confuse the new one.
  const ofOuterVSCode = /^(VSCODE|ELECTRON)_/;
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !ofOuterVSCode.test(name)));
  // No gallery, to avoid network requests.
  return { ...kept, EXTENSIONS_GALLERY: '{}' };
}

async function listeningPort(server: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    const read = (data: Buffer) => {
      output += data.toString();
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port !== undefined) resolve(port);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('error', reject);
    server.once('exit', (code) => {
      reject(new Error(`VS Code's server ended with ${String(code)}:\n${output}`));
    });
  });
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // The group has no processes left.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
