import assert from 'node:assert/strict';
import { s3LocationOf } from '../../../src/core/details/s3Location';

describe('s3LocationOf', () => {
  const split: Readonly<Record<string, readonly [bucket: string, key: string]>> = {
    's3://bucket/key.csv': ['bucket', 'key.csv'],
    'S3://my.Old_bucket/a/b c+d%20.csv': ['my.Old_bucket', 'a/b c+d%20.csv'],
    's3://bucket/folder/': ['bucket', 'folder/'],
    's3://bucket/': ['bucket', ''],
    's3://bucket': ['bucket', ''],
    's3://bucket//double//': ['bucket', '/double//'],
    's3://bucket/what?is=this#not': ['bucket', 'what?is=this#not'],
    's3://bucket/two\nlines': ['bucket', 'two\nlines'],
    's3://bucket/<img src=x onerror=alert(1)>': ['bucket', '<img src=x onerror=alert(1)>'],
    's3://bucket/ключ/🗝️.csv': ['bucket', 'ключ/🗝️.csv'],
    's3://bucket/../up': ['bucket', '../up'],
    'https://bucket.s3.amazonaws.com/a/b.csv': ['bucket', 'a/b.csv'],
    'https://my.bucket.s3.eu-west-1.amazonaws.com/a%20b/%C3%A9': ['my.bucket', 'a b/é'],
    'https://bucket.s3-us-west-2.amazonaws.com/': ['bucket', ''],
    'https://bucket.s3.dualstack.eu-west-1.amazonaws.com/x': ['bucket', 'x'],
    'https://bucket.s3.cn-north-1.amazonaws.com.cn/x': ['bucket', 'x'],
    'https://s3.eu-west-1.amazonaws.com/bucket/a/b.csv': ['bucket', 'a/b.csv'],
    'https://s3.amazonaws.com/bucket': ['bucket', ''],
  };
  for (const [url, [bucket, key]] of Object.entries(split)) {
    it(`splits ${JSON.stringify(url)}`, () => {
      assert.deepEqual(s3LocationOf(url), { bucket, key });
    });
  }

  for (const url of [
    '',
    's3:',
    's3://',
    's3:///key',
    's3://a/b',
    's3://-bucket/key',
    's3://bucket name/key',
    's3://<b>bucket</b>/key',
    's3://user@bucket/key',
    's3://arn:aws:s3:eu-west-1:111122223333:accesspoint/one/key',
    ` s3://bucket/key`,
    `s3://${'b'.repeat(256)}/key`,
    'bucket/key',
    'arn:aws:s3:::bucket/key',
    'http://bucket.s3.amazonaws.com/key',
    'https://bucket.s3.amazonaws.com/key?versionId=1',
    'https://bucket.s3.amazonaws.com/key#part',
    'https://bucket.s3.amazonaws.com/%E0%A4%A',
    'https://bucket.s3.amazonaws.com:8443/key',
    'https://user@bucket.s3.amazonaws.com/key',
    'https://bucket.s3.amazonaws.com.example/key',
    'https://s3.amazonaws.com/',
    'https://example.com/bucket/key',
    'javascript:alert(1)',
  ]) {
    it(`does not split ${JSON.stringify(url.slice(0, 60))}`, () => {
      assert.equal(s3LocationOf(url), undefined);
    });
  }

  it('is fast for a long one', () => {
    const long = `s3://${'a.'.repeat(100_000)}!`;
    const start = performance.now();
    assert.equal(s3LocationOf(long), undefined);
    assert.equal(s3LocationOf(`https://${'s3.'.repeat(100_000)}`), undefined);
    assert.ok(performance.now() - start < 500);
  });
});
