import { readFileSync } from 'node:fs';

/** What esbuild says of a bundle. */
interface Meta {
  readonly inputs: Readonly<Record<string, { readonly bytes: number }>>;
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

/** How much of a client's schemas a bundle keeps: a few percent where only the operations that are called are kept. */
const mostKept = 0.15;

/** A client with few operations keeps a large part of its schemas: its file says nothing. Bytes. */
const leastTelling = 20_000;

/** What is wrong with the schemas of the SDK's clients in `dist/aws.js`; `undefined` where unused ones are left out. */
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
