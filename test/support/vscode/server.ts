import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { onExit, temporaryFolder } from './exit';
import { run } from './run';
import { obtainServerBuild } from './serverBuild';

export interface ServerOptions {
  readonly userData: string;
  readonly extensions: string;
  /** A package to install before the start. */
  readonly vsix?: string;
  /** 0, which is the default, takes any free one. */
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Server {
  /** `http://127.0.0.1:port/` */
  readonly url: string;
  /** Settles when the server has ended, asked to or not. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts VS Code's own server; it is ready when this returns. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const build = await obtainServerBuild();
  const data = temporaryFolder();
  // No gallery: it would be asked over the network.
  const env = { ...withoutOuterVSCode(options.env ?? process.env), EXTENSIONS_GALLERY: '{}' };
  const common = [
    build.main,
    ...['--accept-server-license-terms', '--disable-telemetry', '--server-data-dir', data.path],
    ...['--user-data-dir', options.userData, '--extensions-dir', options.extensions],
  ];
  if (options.vsix !== undefined) await run(build.node, [...common, '--install-extension', options.vsix], { env });

  const child = spawn(
    build.node,
    [
      ...common,
      ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--without-connection-token'],
      ...['--enable-smoke-test-driver', '--disable-workspace-trust'],
    ],
    // A process group of its own, so that one signal reaches the extension host and all it started too.
    { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
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
    return { url, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The variables of a VS Code whose terminal this runs in would confuse the one to start. */
function withoutOuterVSCode(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name)));
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
    // Nobody is left in the group.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
