import { findDesktop } from './desktop';
import { findChromium } from './machine';
import { obtainServerBuild } from './serverBuild';

export interface Executable {
  readonly path: string;
  /** Arguments before VS Code's own. */
  readonly args: readonly string[];
}

/** Obtains what runs an extension's tests: a desktop VS Code, or the launcher that replaces it. */
export async function obtainExecutable(): Promise<Executable> {
  const desktop = await findDesktop();
  if (desktop !== undefined) return { path: desktop, args: [] };
  await obtainServerBuild();
  await findChromium();
  return { path: process.execPath, args: ['out/support/vscode/launcher.js'] };
}
