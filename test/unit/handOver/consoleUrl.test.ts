import assert from 'node:assert/strict';
import fc from 'fast-check';
import { consoleUrl, inAccount, s3Page } from '../../../src/core/handOver/consoleUrl';
import { hostileText } from '../../support/hostileText';

const portal = { startUrl: 'https://example.awsapps.com/start', accountId: '123456789012', roleName: 'Read Only' };

describe('A page of the AWS console', () => {
  it('is on the host of its region and partition', () => {
    const hosts = ['eu-west-1', 'us-east-1', 'us-gov-west-1', 'us-gov-east-1', 'cn-north-1', 'eusc-de-east-1'];
    assert.deepEqual(
      hosts.map((region) => consoleUrl(region, '/x')),
      [
        'https://eu-west-1.console.aws.amazon.com/x',
        'https://console.aws.amazon.com/x',
        'https://console.amazonaws-us-gov.com/x',
        'https://us-gov-east-1.console.amazonaws-us-gov.com/x',
        'https://console.amazonaws.cn/x',
        'https://eusc-de-east-1.console.amazonaws-eusc.eu/x',
      ],
    );
    assert.equal(consoleUrl('us-iso-east-1', '/x'), undefined);
    assert.equal(consoleUrl('evil.invalid/', '/x'), undefined);
  });

  it('opens in the account of the profile through its access portal, without credentials', () => {
    const url = 'https://eu-west-1.console.aws.amazon.com/ses/home?region=eu-west-1#/suppression-list';
    const expected =
      'https://example.awsapps.com/start/#/console?account_id=123456789012&role_name=Read%20Only&destination=' +
      'https%3A%2F%2Feu-west-1.console.aws.amazon.com%2Fses%2Fhome%3Fregion%3Deu-west-1%23%2Fsuppression-list';
    for (const end of ['', '/', '#', '/#', '#/', '/#/']) {
      assert.equal(inAccount(url, { ...portal, startUrl: `${portal.startUrl}${end}` }), expected, end);
    }
    assert.equal(inAccount(url, undefined), url);
    assert.equal(inAccount(url, { ...portal, startUrl: 'http://example.awsapps.com/start' }), url);
    assert.equal(inAccount(url, { ...portal, startUrl: 'nowhere' }), url);
  });

  it('of an object in Amazon S3 exists only for a file', () => {
    assert.equal(
      s3Page('s3://bucket/a folder/list.csv', 'eu-west-1')?.path,
      '/s3/object/bucket?region=eu-west-1&prefix=a%20folder%2Flist.csv',
    );
    for (const url of [undefined, 's3://bucket', 's3://bucket/folder/', 'https://example.com/x']) {
      assert.equal(s3Page(url, 'eu-west-1'), undefined, url);
    }
  });

  it('stays on its host and names its object, with any key', () => {
    fc.assert(
      fc.property(hostileText, (key) => {
        const page = s3Page(`s3://bucket/${key}`, 'eu-west-1');
        if (page !== undefined) {
          const url = new URL(inAccount(consoleUrl('eu-west-1', page.path) ?? '', portal));
          assert.equal(url.origin, 'https://example.awsapps.com');
          const destination = new URL(new URLSearchParams(url.hash.replace(/^#[^?]*/u, '')).get('destination') ?? '');
          assert.equal(destination.host, 'eu-west-1.console.aws.amazon.com');
          assert.equal(destination.searchParams.get('prefix'), key.toWellFormed());
        }
      }),
    );
  });
});
