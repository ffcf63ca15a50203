import assert from 'node:assert/strict';
import { redact } from '../../../src/core/text/redact';

/** Fake, and concatenated so that nothing in the source looks like a key. */
const keyId = ['AK', 'IA', 'QWERTZUIOPASDFGH'].join('');
const temporaryKeyId = ['AS', 'IA', 'QWERTZUIOPASDFGH'].join('');
const secret = ['wJalr', 'UtnFEMI/K7MD', 'ENG+bPxRfi'].join('');
const session = ['IQoJb3', 'JpZ2luX2Vj', 'EXAMPLE=='].join('');
const signature = 'abcdef0123456789'.repeat(4);

/** @param hidden text that must not be in the log */
function assertHidden(text: string, ...hidden: readonly string[]): string {
  const redacted = redact(text);
  for (const part of hidden) {
    assert.ok(!redacted.includes(part), `${part} is still in: ${redacted}`);
  }
  return redacted;
}

describe('redact', () => {
  it('leaves ordinary text unchanged', () => {
    const line = 'prod, Suppression list: denied, ListImportJobs, HTTP 403, request 1f-2e: Access to ?page=2 is denied';
    assert.equal(redact(line), line);
  });

  it('removes the query of a presigned URL and keeps its path', () => {
    const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${keyId}%2F20261122&X-Amz-Signature=${signature}`;
    const redacted = assertHidden(
      `Failed records: https://bucket.s3.amazonaws.com/failed.csv?${query} (expired)`,
      keyId,
      signature,
    );
    assert.equal(redacted, 'Failed records: https://bucket.s3.amazonaws.com/failed.csv?… (expired)');
  });

  it('removes the query of a URL presigned with Signature Version 2, and of one within another URL', () => {
    assertHidden(`https://bucket/file?AWSAccessKeyId=${keyId}&Expires=1&Signature=${signature}`, keyId, signature);
    const inner = encodeURIComponent(`https://bucket/file?X-Amz-Signature=${signature}`);
    assertHidden(`https://proxy/login?next=${inner}`, signature);
  });

  it('removes a signed query that was cut out of its URL', () => {
    assertHidden(`retry with X-Amz-Signature=${signature}&X-Amz-Security-Token=${session} please`, signature, session);
  });

  it('removes access key ids of users, roles and sessions', () => {
    assert.equal(
      assertHidden(`The key ${keyId} or ${temporaryKeyId} is not valid`, keyId, temporaryKeyId),
      'The key … or … is not valid',
    );
  });

  for (const [where, text] of Object.entries({
    'a credentials file': `aws_access_key_id = ${keyId}\naws_secret_access_key = ${secret}\naws_session_token = ${session}`,
    'the output of a credential process': JSON.stringify({
      AccessKeyId: keyId,
      SecretAccessKey: secret,
      SessionToken: session,
    }),
    'that output within other JSON': JSON.stringify({
      detail: JSON.stringify({ AccessKeyId: keyId, SecretAccessKey: secret, SessionToken: session }),
    }),
    'the environment': `AWS_ACCESS_KEY_ID=${keyId} AWS_SECRET_ACCESS_KEY=${secret} AWS_SESSION_TOKEN=${session}`,
    'an object as Node shows it': `{ accessKeyId: '${keyId}', secretAccessKey: '${secret}', sessionToken: '${session}' }`,
    'headers of a request': `x-amz-security-token: ${session}\nx-secret-key: ${secret}\nx-id: ${keyId}`,
  })) {
    it(`removes secrets and session tokens of ${where}`, () => {
      assertHidden(text, keyId, secret, session);
    });
  }

  it('removes a quoted secret that contains spaces', () => {
    assertHidden('password: "correct horse battery", user: "ann"', 'correct', 'horse', 'battery');
  });

  for (const [scheme, value] of Object.entries({
    'Signature Version 4': `AWS4-HMAC-SHA256 Credential=${keyId}/20261122/eu-west-1/ses/aws4_request, SignedHeaders=host, Signature=${signature}`,
    'a bearer token': `Bearer ${session}`,
    'a proxy': `Basic ${secret}`,
  })) {
    it(`removes an Authorization header: ${scheme}`, () => {
      const parts = [keyId, signature, session, secret].filter((part) => value.includes(part));
      const name = scheme === 'a proxy' ? 'Proxy-Authorization' : 'Authorization';
      const redacted = assertHidden(`GET /v1/apps\n${name}: ${value}\nHost: example`, ...parts);
      assert.match(redacted, /^GET \/v1\/apps\n/);
      assert.match(redacted, /\nHost: example$/);
      assertHidden(JSON.stringify({ headers: { [name.toLowerCase()]: value, host: 'example' } }), ...parts);
      assertHidden(`{ headers: { ${name.toLowerCase()}: '${value}' } }`, ...parts);
    });
  }

  it('removes the value of an Authorization header without its name', () => {
    assertHidden(`Signed: AWS4-HMAC-SHA256 Credential=${keyId}/20261122, Signature=${signature}`, keyId, signature);
  });

  it('removes all of several secrets', () => {
    const line = `${keyId} secret=${secret} https://a/b?X-Amz-Signature=${signature} https://a/c?X-Amz-Signature=${signature}`;
    assertHidden(line, keyId, secret, signature);
  });
});
