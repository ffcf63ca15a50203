import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connectionPolicy } from '../../src/core/connections/iamPolicy';
import { descriptions } from '../../src/services/index';

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, object>> } };
}

interface Policy {
  readonly Statement: readonly { readonly Action: readonly string[] }[];
}

const page = readFileSync('docs/extension.md', 'utf8');

/** Returns all matches on the page in alphabetical order. */
const found = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, name]) => name).sort();

describe("the extension's page", () => {
  it('links only to web pages and embeds only published pictures: VS Code drops everything else', () => {
    const addresses = found(/\]\(([^)]*)\)/g);
    assert.ok(addresses.length > 0);
    assert.deepEqual(
      addresses.filter((address) => address?.startsWith('https://') !== true),
      [],
    );
  });

  it('lists the IAM actions of a connection, and no others', () => {
    const { Statement } = JSON.parse(connectionPolicy({ region: 'eu-west-1' }, descriptions)) as Policy;
    assert.deepEqual(found(/`(\w+:\w+)`/g), Statement.flatMap(({ Action }) => Action).sort());
  });

  it('lists the settings of the manifest, and no others', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
    assert.deepEqual(found(/`(importJobs\.[\w.]+)`/g), Object.keys(contributes.configuration.properties).sort());
  });
});
