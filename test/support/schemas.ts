import { readFileSync } from 'node:fs';

/** esbuild's metafile of a bundle. */
interface Meta {
  readonly inputs: Readonly<Record<string, { readonly bytes: number }>>;
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

/** Maximum share of a client's schemas in a bundle: a few percent when only the operations called are kept. */
const mostKept = 0.15;

/** Minimum size of a schema file to check, in bytes: a client with few operations keeps a large share. */
const leastTelling = 20_000;

/** Returns what is wrong with the schemas of the SDK's clients in `dist/aws.js`; `undefined` if unused ones are left out. */
export function schemasProblem(): string | undefined {
  const { inputs, outputs } = JSON.parse(readFileSync('dist/meta/aws.json', 'utf8')) as Meta;
  const files = Object.values(outputs)
    .flatMap((output) => Object.entries(output.inputs))
    .filter(([path]) => /\/@aws-sdk\/client-[^/]+\/.*\/schemas_0\.js$/u.test(path));
  if (files.length === 0) {
    return 'The SDK’s clients have no schemas_0.js any more: the plugin unused-schemas of esbuild.mjs does nothing.';
  }
  const tooLarge = files.filter(([path, { bytesInOutput }]) => {
    const { bytes = 0 } = inputs[path] ?? {};
    return bytes > leastTelling && bytesInOutput > mostKept * bytes;
  });
  return tooLarge.length === 0
    ? undefined
    : `The regular expression of the plugin unused-schemas in esbuild.mjs no longer matches what the SDK generates, so that ` +
        `dist/aws.js has the schemas of operations that nobody calls: ${tooLarge
          .map(([path, { bytesInOutput }]) => `${path} (${bytesInOutput} bytes)`)
          .join(', ')}`;
}
