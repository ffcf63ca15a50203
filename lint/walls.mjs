// The rooms of src/ and the walls between them: what each room may import. ARCHITECTURE.md shows this table.

/**
 * `types`: only types. `lazily`: types, and everything else by `import()` on first use.
 * @typedef {'all' | 'types' | 'lazily'} Access
 *
 * @typedef Room
 * @property {string} knows what the code in the room deals with
 * @property {Readonly<Record<string, Access>>} rooms the other rooms that it may import
 * @property {readonly string[]} packages the packages that it may import; a trailing `*` matches any ending
 */

/**
 * Rooms by path below src/: a folder, or a file without its extension. The first match applies. A `*` matches the name
 * of a service, whose rooms may not import those of another service.
 * @type {Readonly<Record<string, Room>>}
 */
export const rooms = {
  core: {
    knows: 'jobs, lists, polling, failures and their wording',
    rooms: {},
    packages: [
      '@streamparser/json',
      '@vscode/l10n',
      'node:events',
      'node:path',
      'node:stream',
      'node:util',
      'node:zlib',
    ],
  },
  'services/*/description': {
    knows: 'a service without its SDK',
    rooms: { core: 'all' },
    packages: ['@vscode/l10n'],
  },
  'services/index': {
    knows: 'which services there are',
    rooms: { core: 'types', 'services/*/description': 'all' },
    packages: [],
  },
  'services/sdk': {
    knows: 'what reads each service',
    rooms: { core: 'all', aws: 'all', 'services/index': 'all', 'services/*': 'all' },
    packages: [],
  },
  'services/outputs': {
    knows: 'the jobs of all services in output of the AWS CLI',
    rooms: { core: 'all', 'services/index': 'all', 'services/*': 'all' },
    packages: [],
  },
  'services/sample': {
    knows: 'the sample data of all services',
    rooms: { core: 'all', sample: 'all', 'services/index': 'types', 'services/*/sample*': 'all' },
    packages: [],
  },
  'services/*/sample*': {
    knows: "a service's part of the sample account",
    rooms: { core: 'all', sample: 'all' },
    packages: [],
  },
  'services/*': {
    knows: "a service: its calls, its jobs, a diagnosis's probes",
    rooms: { core: 'all', aws: 'all', 'services/*/description': 'all' },
    packages: ['@aws-sdk/*', '@smithy/*', '@vscode/l10n'],
  },
  aws: {
    knows: 'the AWS SDK, but no service: credentials, requests, refreshes, diagnosis',
    rooms: { core: 'all' },
    packages: [
      ...['@aws-sdk/client-sso', '@aws-sdk/client-sso-oidc', '@aws-sdk/credential-providers'],
      ...['@smithy/*', '@vscode/l10n', 'p-queue', 'node:*'],
    ],
  },
  sample: {
    knows: 'how a sample account answers HTTP requests',
    rooms: { core: 'all' },
    packages: [],
  },
  node: {
    knows: 'this machine: HTTP requests and files',
    rooms: { core: 'all' },
    packages: ['@vscode/l10n', 'node:*', 'http', 'https'],
  },
  summary: {
    knows: 'counting failed records by reason',
    rooms: { core: 'all' },
    packages: ['@vscode/l10n', 'csv-parse', 'node:stream/promises'],
  },
  csv: {
    knows: 'writing CSV',
    rooms: {},
    packages: ['csv-stringify/sync'],
  },
  ui: {
    knows: 'VS Code: tree, panel, commands, settings, log',
    rooms: { core: 'all', webview: 'types' },
    packages: ['vscode', '@vscode/l10n', 'node:*'],
  },
  webview: {
    knows: "the panel's page: the DOM",
    rooms: { core: 'all' },
    packages: ['@vscode/l10n', 'preact', 'preact/*'],
  },
  copies: {
    knows: 'reading saved copies',
    rooms: { core: 'all', node: 'all', 'services/outputs': 'all' },
    packages: [],
  },
  lazyBundles: {
    knows: 'loading the SDK, the sample account, the CSV libraries and the reader of saved copies',
    rooms: {
      ...{ core: 'all', ui: 'all', 'services/sdk': 'lazily', 'services/sample': 'lazily', summary: 'lazily' },
      ...{ copies: 'lazily', csv: 'lazily' },
    },
    packages: [],
  },
  connected: {
    knows: 'what an account needs once it is connected: lists, polling, notifications, watching the AWS files',
    rooms: { core: 'all', node: 'all', ui: 'all', 'services/index': 'all', lazyBundles: 'types' },
    packages: [],
  },
  onDemand: {
    knows: 'what is built when it is first used: commands, panels, failed records',
    rooms: { core: 'all', node: 'all', ui: 'all', 'services/index': 'all', lazyBundles: 'types' },
    packages: ['vscode'],
  },
  main: {
    knows: 'how the parts fit together',
    rooms: { core: 'all', node: 'all', ui: 'all', lazyBundles: 'all', connected: 'lazily', onDemand: 'lazily' },
    packages: ['vscode'],
  },
  extension: {
    knows: 'what VS Code may call',
    rooms: { core: 'all', ui: 'all', main: 'lazily' },
    packages: ['vscode'],
  },
};

const patterns = Object.keys(rooms).map(
  (room) =>
    /** @type {const} */ ([room, new RegExp(`^${room.replace('*', '([^/]+)').replace(/\*$/, '[^/]*')}(?:/|$)`, 'u')]),
);

/** Returns a file's room and its service, if any, from its path below src/ without the extension. */
export function roomOf(/** @type {string} */ path) {
  for (const [room, pattern] of patterns) {
    const match = pattern.exec(path);
    if (match !== null) return { room, service: match[1] };
  }
  return undefined;
}

const words = { all: '', types: ' (types)', lazily: ' (types; the rest by `import()`)' };

/** Returns the table that ARCHITECTURE.md shows. */
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
