import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Manifest {
  readonly contributes: {
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when: string }[]>>;
  };
}

describe('The context menu of rows', () => {
  it('is the same in every view', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
    const entries = contributes.menus['view/item/context'] ?? [];
    assert.ok(entries.length > 10);
    assert.deepEqual(
      entries.filter(({ when }) => !when.startsWith('view =~ /^importJobs\\./ && ')),
      [],
      'The views have rows in common, so a condition must not name one of them.',
    );
  });
});
