import assert from 'node:assert/strict';
import { regions, regionTyped } from '../../../src/core/regions';

describe('regions', () => {
  it('are those of Amazon SES, each once, by name', () => {
    assert.equal(regions.length, 30);
    assert.equal(new Set(regions.map(({ code }) => code)).size, 30);
    const names = regions.map(({ name }) => name);
    assert.deepEqual(
      names,
      [...names].sort((a, b) => a.localeCompare(b, 'en')),
    );
    assert.equal(new Set(names).size, 30);
  });

  it('say where Amazon Pinpoint is', () => {
    const hasPinpoint = (code: string) => regions.find((region) => region.code === code)?.hasPinpoint;
    assert.equal(regions.filter((region) => region.hasPinpoint).length, 13);
    assert.deepEqual(['eu-west-1', 'us-gov-west-1', 'eu-west-3', 'us-gov-east-1'].map(hasPinpoint), [
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('regionTyped', () => {
  it('knows every region that is listed', () => {
    for (const { code } of regions) {
      assert.equal(regionTyped(code), code);
    }
  });

  for (const [text, code] of [
    ['mx-central-1', 'mx-central-1'],
    ['us-iso-east-1', 'us-iso-east-1'],
    ['  EU-West-9 ', 'eu-west-9'],
    ['xx-yy-12', 'xx-yy-12'],
  ] as const) {
    it(`takes “${text}” for a region`, () => {
      assert.equal(regionTyped(text), code);
    });
  }

  for (const text of [
    '',
    'ireland',
    'eu-west',
    'eu-west-1a',
    'eu west 1',
    'eu-west-1.evil.example',
    '-eu-west-1',
    'eu-west-123',
    'https://eu-west-1',
  ]) {
    it(`does not take “${text}” for one`, () => {
      assert.equal(regionTyped(text), undefined);
    });
  }
});
