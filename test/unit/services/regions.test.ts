import assert from 'node:assert/strict';
import { regions } from '../../../src/core/connections/regions';
import { mailManager } from '../../../src/services/mailManager/description';
import { customerProfiles } from '../../../src/services/customerProfiles/description';
import { pinpoint } from '../../../src/services/pinpoint/description';
import { ses } from '../../../src/services/ses/description';

describe('a region', () => {
  it('has Amazon SES if AWS lists it or if the region is newer than the list', () => {
    for (const { code } of regions) {
      assert.ok(ses.isAvailableIn(code), code);
    }
    assert.deepEqual(['ap-east-1', 'cn-north-1', 'mx-central-1', 'xx-new-1'].map(ses.isAvailableIn), [
      false,
      false,
      false,
      true,
    ]);
  });

  it('may have Mail Manager if it may have Amazon SES, since AWS does not list its regions', () => {
    const codes = ['ap-east-1', 'cn-north-1', 'fips-mx-central-1', 'eu-south-2', 'xx-new-1', 'eu-west-1'];
    for (const code of [...codes, ...regions.map((region) => region.code)]) {
      assert.equal(mailManager.isAvailableIn(code), ses.isAvailableIn(code), code);
    }
  });

  it('has Amazon Pinpoint only if AWS lists it, even by a legacy FIPS name', () => {
    assert.equal(regions.filter(({ code }) => pinpoint.isAvailableIn(code)).length, 13);
    const codes = ['eu-west-1', 'fips-us-east-1', 'us-gov-west-1', 'us-gov-west-1-fips'];
    const others = ['eu-north-1', 'eu-west-3', 'us-gov-east-1', 'xx-new-1', ''];
    assert.deepEqual([...codes, ...others].filter(pinpoint.isAvailableIn), codes);
  });

  it('has Customer Profiles only if AWS lists it', () => {
    assert.equal(regions.filter(({ code }) => customerProfiles.isAvailableIn(code)).length, 10);
    const codes = ['eu-central-1', 'eu-west-2', 'us-east-1', 'af-south-1'];
    const others = ['eu-west-1', 'us-east-2', 'us-gov-west-1', 'xx-new-1', ''];
    assert.deepEqual([...codes, ...others].filter(customerProfiles.isAvailableIn), codes);
  });
});
