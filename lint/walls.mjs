// The walls between the rooms of src/: what each may import. ARCHITECTURE.md shows this table.

/**
 * `types`: only types. `lazily`: types, and the rest by `import()` when it is first used.
 * @typedef {'all' | 'types' | 'lazily'} Access
 *
 * @typedef Room
 * @property {string} knows what it is about
 * @property {Readonly<Record<string, Access>>} rooms the other rooms that it may import
 * @property {readonly string[]} packages the packages that it may import; a `*` at the end stands for any rest
 */

/** @type {Readonly<Record<string, Room>>} by the name of the folder, or of the file without its extension */
export const rooms = {
  core: {
    knows: 'jobs, lists, polling, failures and their wording',
    rooms: {},
    packages: ['node:async_hooks', 'node:events', 'node:path', 'node:stream', 'node:util', 'node:zlib'],
  },
  aws: {
    knows: 'the AWS SDK: credentials, requests, refreshes, diagnosis',
    rooms: { core: 'all', services: 'all' },
    packages: ['@aws-sdk/*', '@smithy/*', 'p-queue', 'node:*'],
  },
  services: {
    knows: 'one AWS service per folder: its calls and its jobs',
    rooms: { core: 'all', aws: 'all' },
    packages: ['@aws-sdk/*', '@smithy/*'],
  },
  sample: {
    knows: 'the sample account, which answers HTTP requests',
    rooms: { core: 'all' },
    packages: [],
  },
  node: {
    knows: 'this machine: HTTP requests and files',
    rooms: { core: 'all' },
    packages: ['node:*', 'http', 'https'],
  },
  summary: {
    knows: 'counting failed records by reason',
    rooms: { core: 'all' },
    packages: ['csv-parse', 'node:stream/promises'],
  },
  ui: {
    knows: 'VS Code: tree, panel, commands, settings, log',
    rooms: { core: 'all', webview: 'types' },
    packages: ['vscode', 'node:*'],
  },
  webview: {
    knows: "the panel's page: the DOM",
    rooms: { core: 'types' },
    packages: ['preact', 'preact/*'],
  },
  lazyBundles: {
    knows: 'loading the SDK, the sample account and the CSV parser',
    rooms: { core: 'all', ui: 'all', aws: 'lazily', sample: 'lazily', summary: 'lazily' },
    packages: [],
  },
  connected: {
    knows: 'what an account needs once it is connected: lists, polling, notifications, watching the AWS files',
    rooms: { core: 'all', node: 'all', ui: 'all', lazyBundles: 'types' },
    packages: [],
  },
  onDemand: {
    knows: 'what is built when it is first used: commands, panels, failed records',
    rooms: { core: 'all', node: 'all', ui: 'all', lazyBundles: 'types' },
    packages: ['vscode'],
  },
  extension: {
    knows: 'how the parts fit together',
    rooms: { core: 'all', node: 'all', ui: 'all', lazyBundles: 'all', connected: 'lazily', onDemand: 'lazily' },
    packages: ['vscode'],
  },
};

const words = { all: '', types: ' (types)', lazily: ' (types; the rest by `import()`)' };

/** The table as ARCHITECTURE.md shows it. */
export function wallsTable() {
  const rows = Object.entries(rooms).map(([name, { knows, rooms: others, packages }]) => {
    const imports = [
      ...Object.entries(others).map(([other, access]) => `\`${other}\`${words[access]}`),
      ...packages.map((name) => `\`${name}\``),
    ];
    return `| \`${name}\` | ${knows} | ${imports.join(', ') || 'nothing else'} |`;
  });
  return ['| Room | What it knows | What it may import besides itself |', '| --- | --- | --- |', ...rows].join('\n');
}
