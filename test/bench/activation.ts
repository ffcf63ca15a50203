import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { makeHome } from '../support/home';
import { obtainExecutable } from '../support/vscode/executable';
import { temporaryFolder } from '../support/vscode/exit';
import { quietSettings, writeSettings } from '../support/vscode/settings';
import type { Activations } from './inside/index';
import { megabytes, median, ms, times, type Section } from './report';

/** Extensions that do nothing. The first of all to be activated pays for what all share: it is not counted. */
const empties = ['bench-empty-0', 'bench-empty-1', 'bench-empty-2', 'bench-empty-3'];

/** Activation inside the real VS Code, beside that of empty extensions in the same one. */
export async function activation(rounds: number): Promise<Section> {
  const all: Activations[] = [];
  for (let round = 0; round < rounds; round++) {
    all.push(await activateOnce());
  }
  const ours = all.map(({ ours: own }) => own);
  const theirs = all.flatMap(({ empty }) => empty);
  const heap = median(all.map((each) => each.heap));
  const ratio = median(ours) / median(theirs);
  return {
    title: 'Activation in VS Code',
    note: `The time of \`extension.activate()\` in the extension host, seen from another extension, in ${rounds} fresh starts; with loading, once VS Code has calmed down after its own start. An empty extension takes little but a question to the window and back; ours has its bundle to load and compile, and its view, commands and listeners to register. What could wait was taken out of it: commands, panels and failed records, which are a bundle of their own (that halved what is loaded), the log’s channel, the status-bar item, the providers of documents, locale formats, Node’s https, the SDK. What is left is what rows need as soon as the view is seen; to load that after \`activate()\` would only move it. The ratio swings with what else the machine does.`,
    lines: [
      {
        what: 'Activation',
        ours: ms(median(ours)),
        beside: `an empty extension: ${ms(median(theirs))}`,
        ratio: times(median(ours), median(theirs)),
        budget: '≤ 1.5 ×',
        kept: ratio <= 1.5,
      },
      {
        what: 'Heap growth by activation, after a collection',
        ours: megabytes(heap),
        budget: '≤ 2 MB',
        kept: heap <= 2e6,
      },
    ],
  };
}

async function activateOnce(): Promise<Activations> {
  const vscode = await obtainExecutable();
  const temporary = temporaryFolder();
  const folder = (name: string) => join(temporary.path, name);
  const file = folder('activations.json');
  await mkdir(folder('workspace'));
  await writeSettings(folder('user'), quietSettings);
  await installEmpties(folder('extensions'));
  try {
    await runTests({
      vscodeExecutablePath: vscode.path,
      launchArgs: [
        ...vscode.args,
        folder('workspace'),
        `--user-data-dir=${folder('user')}`,
        `--extensions-dir=${folder('extensions')}`,
      ],
      extensionDevelopmentPath: process.cwd(),
      extensionTestsPath: resolve('out/bench/inside/index'),
      extensionTestsEnv: {
        ...(await makeHome(folder('home'))),
        IMPORT_JOBS_BENCH: file,
        IMPORT_JOBS_EMPTY: empties.join(' '),
      },
    });
    return JSON.parse(await readFile(file, 'utf8')) as Activations;
  } finally {
    temporary.remove();
  }
}

/** As VS Code installs them: in folders, and in a list of these. */
async function installEmpties(extensions: string): Promise<void> {
  const installed = empties.map((name) => {
    const relativeLocation = `bench.${name}-0.0.1`;
    const location = { $mid: 1, path: join(extensions, relativeLocation), scheme: 'file' };
    return { name, identifier: { id: `bench.${name}` }, version: '0.0.1', location, relativeLocation, metadata: {} };
  });
  for (const { name, location } of installed) {
    await mkdir(location.path, { recursive: true });
    const manifest = {
      name,
      publisher: 'bench',
      version: '0.0.1',
      engines: { vscode: '^1.103.0' },
      main: './main.js',
      activationEvents: ['onCommand:bench.none'],
    };
    await writeFile(join(location.path, 'package.json'), JSON.stringify(manifest));
    await writeFile(join(location.path, 'main.js'), 'exports.activate = () => undefined;');
  }
  await writeFile(join(extensions, 'extensions.json'), JSON.stringify(installed));
}
