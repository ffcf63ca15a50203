import { spawnSync } from 'node:child_process';
import PQueue from 'p-queue';
import { findCommand, run } from './run';

/** Takes half the processor time of a browser with a user interface. */
const headlessShell = 'chromium-headless-shell';
const browsers = [headlessShell, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Runs one apt-get at a time. */
const queue = new PQueue({ concurrency: 1 });

/**
 * Returns the Chromium to use as the server build's window. If there is none, or only one with a user interface in CI, installs
 * one with apt-get.
 */
export async function findChromium(): Promise<string> {
  if (process.env.CHROME_PATH !== undefined) return process.env.CHROME_PATH;
  return queue.add(async () => {
    const wanted = 'Chromium, or say where it is with CHROME_PATH';
    const find = () => browsers.map(findCommand).find((file) => file !== undefined);
    if (findCommand(headlessShell) === undefined && (find() === undefined || process.env.CI !== undefined)) {
      try {
        // It comes without fonts.
        await install([headlessShell, 'fonts-dejavu-core'], wanted);
      } catch (error) {
        if (find() === undefined) throw error;
      }
    }
    const found = find();
    if (found === undefined) throw new Error(`Please install ${wanted}.`);
    return found;
  });
}

/** Ensures a compiler for the two native modules of VS Code's server. */
export async function requireCompiler(): Promise<void> {
  await queue.add(async () => {
    const missing = ['g++', 'make', 'python3'].filter((tool) => findCommand(tool) === undefined);
    if (missing.length > 0) await install(missing, missing.join(', '));
  });
}

async function install(packages: readonly string[], wanted: string): Promise<void> {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const allowed = sudo.length === 0 || spawnSync('sudo', ['-n', 'true']).status === 0;
  if (findCommand('apt-get') === undefined || !allowed) throw new Error(`Please install ${wanted}.`);
  console.log(`Installing ${packages.join(', ')} with apt-get…`);
  const aptGet = async (...args: string[]) => {
    const [command = '', ...rest] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args];
    await run(command, rest);
  };
  await aptGet('update');
  await aptGet('install', '--yes', '--no-install-recommends', ...packages);
}
