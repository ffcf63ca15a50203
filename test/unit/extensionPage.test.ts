import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connectionPolicy } from '../../src/core/connections/iamPolicy';
import { descriptions } from '../../src/services/index';
import { extensionPage } from '../support/extensionPage.mjs';

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, object>> } };
}

interface Policy {
  readonly Statement: readonly { readonly Action: readonly string[] }[];
}

const readme = readFileSync('README.md', 'utf8');

/** Returns all different matches in alphabetical order. */
const found = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();

const addresses = (text: string) => found(text, /\]\(([^)]*)\)/g);

const isRelative = (address: string | undefined) => address?.startsWith('https://') !== true;

describe("the extension's page", () => {
  it('links only to web pages and has no pictures unless they are published: VS Code drops everything else', () => {
    const page = extensionPage(readme, { pictures: false, links: false });
    assert.ok(addresses(page).length > 0);
    assert.deepEqual(addresses(page).filter(isRelative), []);
    assert.doesNotMatch(page, /!\[|<!--|npm /);
    // A drawing takes the place of the first picture.
    assert.match(page, /^```text\n▾ /m);
  });

  it('keeps pictures for vsce to complete once they are published', () => {
    const page = extensionPage(readme, { pictures: true, links: false });
    const pictures = addresses(readme).filter((address) => address?.endsWith('.png'));
    assert.ok(pictures.length > 0);
    assert.deepEqual(addresses(page).filter(isRelative), pictures);
    assert.doesNotMatch(page, /<!--|npm |▾/);
  });

  it('keeps links too once there is a repository', () => {
    const page = extensionPage(readme, { pictures: true, links: true });
    assert.ok(addresses(page).includes('docs/troubleshooting.md'));
    assert.doesNotMatch(page, /<!--|npm |▾/);
  });

  it('has every section of the README except those for developers', () => {
    const headings = (text: string) => found(text, /^#+ (.*)$/gm);
    assert.deepEqual(
      headings(readme).filter(
        (heading) => !headings(extensionPage(readme, { pictures: false, links: false })).includes(heading),
      ),
      ['More'],
    );
  });

  it('lists the IAM actions of a connection, and no others', () => {
    // A region with every service, and every setting on.
    const { Statement } = JSON.parse(connectionPolicy({ region: 'us-east-1' }, descriptions, () => true)) as Policy;
    assert.deepEqual(found(readme, /`(\w+:\w+)`/g), Statement.flatMap(({ Action }) => Action).sort());
  });

  it('lists the settings of the manifest, and no others', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
    assert.deepEqual(
      found(readme, /^\| `(importJobs\.[\w.]+)`/gm),
      Object.keys(contributes.configuration.properties).sort(),
    );
  });
});
