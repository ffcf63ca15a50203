import { findDesktop } from './desktop';
import { findChromium } from './machine';
import { obtainServerBuild } from './serverBuild';

export interface Executable {
  readonly path: string;
  /** What comes before VS Code's own arguments. */
  readonly args: readonly string[];
}

/** What runs an extension's tests: a desktop VS Code, or the launcher that stands in for it. */
export async function obtainExecutable(): Promise<Executable> {
  const desktop = await findDesktop();
  if (desktop !== undefined) return { path: desktop, args: [] };
  await obtainServerBuild();
  await findChromium();
  return { path: process.execPath, args: ['out/support/vscode/launcher.js'] };
}
