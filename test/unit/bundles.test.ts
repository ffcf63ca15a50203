import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { schemasProblem } from '../support/schemas';

/** esbuild's description of a bundle. */
interface Meta {
  readonly inputs: Readonly<Record<string, object>>;
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

function metaOf(bundle: string): Meta {
  return JSON.parse(readFileSync(`dist/meta/${bundle}.json`, 'utf8')) as Meta;
}

/** Returns the files in a bundle. The test runner builds dist before the tests. */
function inputsOf(bundle: string): readonly string[] {
  return Object.keys(metaOf(bundle).inputs);
}

/** Returns the files with code in a bundle. */
function contentsOf(bundle: string): readonly string[] {
  const inputs = Object.values(metaOf(bundle).outputs).flatMap((output) => Object.entries(output.inputs));
  return inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([input]) => input);
}

/** Whether a file belongs in the bundle of the SDK, the sample account, the CSV parser or the reader of saved copies. Services are described without them. */
const isLoadedLater = (input: string) =>
  /(^|\/)node_modules\/|^src\/(aws|sample|summary)\/|^src\/copies\.ts|^src\/services\/(?!index\.ts|\w+\/description\.ts)/.test(
    input,
  );

const sizeOf = (...files: readonly string[]) => files.reduce((size, file) => size + statSync(file).size, 0);

describe('the bundles', () => {
  it('loaded at activation contain no SDK, services or sample data', () => {
    const inputs = inputsOf('extension');
    assert.ok(inputs.includes('src/extension.ts'));
    assert.deepEqual(
      inputs.filter((input) => /(^|\/)node_modules\/@(aws-sdk|smithy)\/|^src\/(aws|services|sample)\//.test(input)),
      [],
    );
  });

  it('of the AWS SDK and the sample account contain code that the first lacks', () => {
    assert.ok(inputsOf('aws').some((input) => input.includes('node_modules/@aws-sdk/client-sesv2/')));
    assert.ok(inputsOf('sample').includes('src/sample/sampleAccount.ts'));
  });

  it('of the AWS SDK has no default credential chain and no browser code', () => {
    const { outputs } = metaOf('aws');
    const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
    const unused = /node_modules\/(bowser|@aws-sdk\/credential-provider-(node|ini|sso|process|env|cognito-identity))\//;
    assert.deepEqual(
      inputs.filter(([input, { bytesInOutput }]) => unused.test(input) && bytesInOutput > 0),
      [],
    );
    assert.ok(inputs.length > 100);
  });

  for (const [name, client] of [
    ['mailManager', 'client-mailmanager'],
    ['customerProfiles', 'client-customer-profiles'],
  ] as const) {
    it(`of ${name} has what only this service needs, and takes the rest from the bundle of the AWS SDK`, () => {
      const own = contentsOf(name).filter((input) => !input.startsWith('aws:'));
      assert.ok(own.some((input) => input.includes(`/${client}/`)));
      assert.ok(own.includes(`src/services/${name}/client.ts`));
      const foreign = new RegExp(`^src/(aws|core)/|^src/services/(?!${name}/)`);
      assert.deepEqual(
        own.filter((input) => foreign.test(input)),
        [],
        'Its classes and state exist once.',
      );
      const ofService = new RegExp(`^src/services/${name}/(?!description|lists)|/${client}/`);
      assert.deepEqual(
        contentsOf('aws').filter((input) => ofService.test(input)),
        [],
      );
    });

    it(`of the AWS SDK exports everything that the bundle of ${name} takes from it`, () => {
      const names = (file: string, pattern: RegExp) =>
        new Set([...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name = '']) => name));
      const taken = names(`dist/${name}.js`, /\w\.(s\d+)\b/g);
      assert.ok(taken.size > 20);
      const given = names('dist/aws.js', /\b(s\d+):\(\)=>/g);
      assert.deepEqual(
        [...taken].filter((name) => !given.has(name)),
        [],
      );
    });
  }

  it('of the first rows contain code that the first lacks, and no code of a later one', () => {
    const inputs = inputsOf('main');
    const waiting = ['src/main.ts', 'src/ui/tree/jobTree.ts', 'src/core/failures/explain.ts'];
    assert.deepEqual(
      waiting.filter((input) => !inputs.includes(input) || inputsOf('extension').includes(input)),
      [],
    );
    assert.deepEqual(inputs.filter(isLoadedLater), []);
  });

  it('of connected accounts contain code that the first rows lack', () => {
    const inputs = inputsOf('connected');
    const waiting = [
      'src/core/connections/connectedAccount.ts',
      'src/core/jobs/pagedList.ts',
      'src/core/polling/poller.ts',
      'src/core/connections/credentialChanges.ts',
      'src/ui/notifications/registerNotifications.ts',
    ];
    assert.deepEqual(
      waiting.filter((input) => !inputs.includes(input) || inputsOf('main').includes(input)),
      [],
    );
    assert.deepEqual(inputs.filter(isLoadedLater), []);
  });

  it('of commands and panels contain code that the first rows lack', () => {
    const inputs = inputsOf('onDemand');
    const waiting = [
      'src/core/details/describe.ts',
      'src/ui/details/detailsPanel.ts',
      'src/ui/commands/handlers.ts',
      'src/core/failedRecords/download.ts',
      'src/ui/failedRecords/recordsFiles.ts',
      'src/ui/tree/refresh.ts',
      'src/services/index.ts',
    ];
    assert.deepEqual(
      waiting.filter((input) => !inputs.includes(input) || inputsOf('main').includes(input)),
      [],
    );
    assert.deepEqual(inputs.filter(isLoadedLater), []);
  });

  it('leave out the schemas of unused operations', () => {
    assert.equal(schemasProblem(), undefined);
  });

  for (const [most, ...files] of [
    [10_000, 'dist/extension.js'],
    [60_000, 'dist/main.js'],
    // Before Mail Manager, Customer Profiles and export jobs it had 401,541 bytes. They may add 20 kB.
    [421_541, 'dist/aws.js'],
    [120_000, 'dist/mailManager.js', 'dist/customerProfiles.js'],
    [120_000, 'dist/details.js', 'dist/details.css'],
  ] as const) {
    it(`stay within their size: ${files.join(' and ')} within ${(most / 1000).toFixed(0)} kB`, () => {
      const size = sizeOf(...files);
      assert.ok(size > 0 && size <= most, [`${size} bytes`, schemasProblem()].filter(Boolean).join('. '));
    });
  }
});
