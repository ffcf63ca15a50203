import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly languageModelTools: readonly { readonly name: string }[];
  };
}

/** In lower case, since VS Code slowly moves the storage of extensions with capitals in their id when activating them. */
const names = ['skeleton-a', 'skeleton-b', 'skeleton-c'];

export const skeletonIds = names.map((name) => `bench.${name}`);

/** What our extension registers on activation. */
const main = (prefix: string, commands: readonly string[], tools: readonly string[]) => `
const { commands, EventEmitter, lm, window, workspace } = require('vscode');
const nothing = () => undefined;
exports.activate = ({ subscriptions }) => {
  const changed = new EventEmitter();
  const treeDataProvider = { onDidChangeTreeData: changed.event, getChildren: () => [], getTreeItem: nothing };
  const dragAndDropController = { dragMimeTypes: [], dropMimeTypes: ['text/uri-list'], handleDrop: nothing };
  const options = { treeDataProvider, showCollapseAll: true, canSelectMany: true };
  const view = window.createTreeView('${prefix}.jobs', { ...options, dragAndDropController });
  const recent = window.createTreeView('${prefix}.recent', options);
  subscriptions.push(
    changed,
    view,
    recent,
    recent.onDidChangeVisibility(nothing),
    view.onDidChangeSelection(nothing),
    view.onDidCollapseElement(nothing),
    view.onDidExpandElement(nothing),
    view.onDidChangeVisibility(nothing),
    window.onDidChangeWindowState(nothing),
    window.registerCustomEditorProvider('${prefix}.copy', { openCustomDocument: nothing, resolveCustomEditor: nothing }),
    window.registerUriHandler({ handleUri: nothing }),
    window.registerWebviewPanelSerializer('${prefix}.details', { deserializeWebviewPanel: nothing }),
    workspace.onDidChangeConfiguration(nothing),
    ...${JSON.stringify(tools)}.map((tool) => lm.registerTool(tool, { invoke: nothing })),
    ...${JSON.stringify(commands)}.map((command) => commands.registerCommand(command, nothing)),
  );
};
`;

/** Installs skeletons of our extension as VS Code does: in folders, with a list of them. */
export async function installSkeletons(extensions: string): Promise<void> {
  const ours = await readFile('package.json', 'utf8');
  const installed = names.map((name) => {
    const relativeLocation = `bench.${name}-0.0.1`;
    const location = { $mid: 1, path: join(extensions, relativeLocation), scheme: 'file' };
    return { name, identifier: { id: `bench.${name}` }, version: '0.0.1', location, relativeLocation, metadata: {} };
  });
  for (const { name, location } of installed) {
    const manifest = JSON.parse(ours.replaceAll('importJobs', name).replaceAll('import-jobs', name)) as Manifest;
    const commands = manifest.contributes.commands.map(({ command }) => command);
    const tools = manifest.contributes.languageModelTools.map((tool) => tool.name);
    await mkdir(location.path, { recursive: true });
    await writeFile(
      join(location.path, 'package.json'),
      JSON.stringify({ ...manifest, name, publisher: 'bench', version: '0.0.1', main: './main.js' }),
    );
    await copyFile('package.nls.json', join(location.path, 'package.nls.json'));
    await writeFile(join(location.path, 'main.js'), main(name, commands, tools));
  }
  await writeFile(join(extensions, 'extensions.json'), JSON.stringify(installed));
}
