import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { cacheFolder, version } from './cache';

const updates = 'https://update.code.visualstudio.com/api/releases/stable';

/** Returns the executable of a desktop VS Code if possible: it needs a display and the download. */
export async function findDesktop(): Promise<string | undefined> {
  if (process.env.VSCODE !== undefined) return process.env.VSCODE;
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && DISPLAY === undefined && WAYLAND_DISPLAY === undefined) return undefined;
  if (!(await isReachable(updates))) return undefined;
  return downloadAndUnzipVSCode({ version, cachePath: cacheFolder() });
}

async function isReachable(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(3000) })).ok;
  } catch {
    return false;
  }
}
