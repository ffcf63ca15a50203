import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { resolveCliPathFromVSCodeExecutablePath } from '@vscode/test-electron';
import { findDesktop } from './vscode/desktop';
import { onExit, temporaryFolder } from './vscode/exit';
import { run } from './vscode/run';
import { installExtension, startServer } from './vscode/server';
import { quietSettings, writeSettings } from './vscode/settings';

const welcome = `# Import Jobs

Click the **Import Jobs** icon in the activity bar, on the left edge.

The *Sample account* has generated data; nothing is sent to AWS. Expand a list, click a job to see its details and
failures, watch one finish, and right-click a job to see its commands.
`;

interface Folders {
  readonly workspace: string;
  readonly userData: string;
  readonly extensions: string;
  readonly vsix: string;
}

/** Shows the packaged extension on the sample account until interrupted or its window is closed. */
export async function showDemo(port: number): Promise<void> {
  const temporary = temporaryFolder();
  const folder = (name: string) => join(temporary.path, name);
  const folders = {
    workspace: folder('import-jobs-demo'),
    userData: folder('user'),
    extensions: folder('extensions'),
    vsix: resolve('import-jobs.vsix'),
  };
  await mkdir(folders.workspace);
  await writeFile(join(folders.workspace, 'README.md'), welcome);
  await writeSettings(folders.userData, {
    ...quietSettings,
    'importJobs.sampleAccount': true,
    'workbench.startupEditor': 'readme',
  });
  const desktop = await findDesktop();
  await (desktop === undefined ? serve(folders, port) : openWindow(desktop, folders));
  temporary.remove();
}

async function serve({ workspace, userData, extensions, vsix }: Folders, port: number): Promise<void> {
  await installExtension(vsix, extensions);
  const server = await startServer({ userData, extensions, port, hasAllExtensions: true });
  const url = new URL(server.url);
  url.searchParams.set('folder', workspace);
  console.log(
    `\nVS Code is ready. Open this, click Import Jobs on its left edge, and end it here with Ctrl-C:\n\n  ${url.href}\n`,
  );
  await server.ended;
}

async function openWindow(executable: string, { workspace, userData, extensions, vsix }: Folders): Promise<void> {
  const profile = ['--user-data-dir', userData, '--extensions-dir', extensions];
  const shell = process.platform === 'win32';
  await run(resolveCliPathFromVSCodeExecutablePath(executable), [...profile, '--install-extension', vsix], { shell });
  console.log(
    '\nOpening VS Code. Click Import Jobs on its left edge; close the window, or press Ctrl-C here, to end.\n',
  );
  // As root, Electron runs only without its sandbox.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...profile, ...sandbox, '--new-window', '--disable-workspace-trust', workspace];
  const window = spawn(executable, args, { stdio: 'ignore' });
  onExit(() => window.kill());
  await once(window, 'exit');
}
