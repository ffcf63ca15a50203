import assert from 'node:assert/strict';
import { isOptInRegion, partitionOf, regions, regionTyped } from '../../../src/core/connections/regions';

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
});

describe('a region', () => {
  it('must be enabled if introduced since March 2019, in the commercial partition only', () => {
    const optIn = ['me-south-1', 'af-south-1', 'ap-east-1', 'eu-central-2', 'ap-southeast-3', 'xx-new-1'];
    const usual = [
      'us-east-1',
      'ap-northeast-3',
      'eu-north-1',
      'fips-us-east-1',
      'us-gov-east-1',
      'cn-north-1',
      'eusc-de-east-1',
    ];
    assert.deepEqual(
      optIn.filter((code) => !isOptInRegion(code)),
      [],
    );
    assert.deepEqual(usual.filter(isOptInRegion), []);
  });

  it('belongs to a partition', () => {
    const codes = ['eu-west-1', 'us-gov-east-1', 'cn-north-1', 'eusc-de-east-1', 'us-iso-east-1', 'us-isob-east-1', ''];
    assert.deepEqual(codes.map(partitionOf), [
      'aws',
      'aws-us-gov',
      'aws-cn',
      'aws-eusc',
      'aws-iso',
      'aws-iso-b',
      'aws',
    ]);
  });
});

describe('regionTyped', () => {
  it('accepts every listed region', () => {
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
    it(`accepts “${text}”`, () => {
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
    it(`rejects “${text}”`, () => {
      assert.equal(regionTyped(text), undefined);
    });
  }
});
