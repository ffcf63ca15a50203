import assert from 'node:assert/strict';
import { serviceError } from '../../../src/aws/requests/serviceError';
import { failureOf } from '../../../src/core/failures/failure';

describe('serviceError', () => {
  const kindsOf = (names: readonly string[], httpStatusCode: number) =>
    names.map(
      (name) =>
        serviceError(Object.assign(new Error(), { name, $metadata: { httpStatusCode } }), 'GetApps', 'mobiletargeting')
          .failure.kind,
    );

  for (const [kind, names] of Object.entries({
    badRequest: ['BadRequestException', 'ValidationException', 'ConflictException', 'ServiceQuotaExceededException'],
    denied: ['ForbiddenException', 'AccessDenied', 'AccessDeniedException', 'NotAuthorized'],
    notFound: ['NotFoundException', 'ResourceNotFoundException'],
    methodNotAllowed: ['MethodNotAllowedException'],
    tooLarge: ['PayloadTooLargeException', 'RequestEntityTooLargeException'],
    throttled: ['TooManyRequestsException', 'ThrottlingException', 'Throttling', 'RequestLimitExceeded'],
    server: [
      'InternalServerException',
      'InternalServerErrorException',
      'InternalServiceErrorException',
      'InternalFailure',
      'ServiceUnavailable',
    ],
    credentials: [
      'IncompleteSignature',
      'IncompleteSignatureException',
      'MissingAuthenticationToken',
      'CredentialsProviderError',
    ],
  })) {
    it(`recognizes ${kind} by its names, for any status`, () => {
      assert.deepEqual(kindsOf(names, 418), Array(names.length).fill(kind));
    });
  }

  it('classifies unknown names by status, even names of object properties', () => {
    const statuses = [400, 401, 403, 404, 405, 407, 410, 413, 418, 429, 500, 599];
    const kinds = [
      'badRequest',
      'credentials',
      'denied',
      'notFound',
      'methodNotAllowed',
      'network',
      'notFound',
      'tooLarge',
      'badRequest',
      'throttled',
      'server',
      'server',
    ];
    assert.deepEqual(
      statuses.flatMap((status) => kindsOf(['NeverHeardOfException'], status)),
      kinds,
    );
    assert.deepEqual(kindsOf(['constructor', 'toString', '__proto__'], 500), ['server', 'server', 'server']);
  });

  it('accepts thrown values of any type', () => {
    const kinds = [new Error('A mistake'), 'text', undefined, null, { name: 1, code: 2, $metadata: {} }].map(
      (thrown) => serviceError(thrown, 'GetApps', 'mobiletargeting').failure.kind,
    );
    assert.deepEqual(kinds, Array(5).fill('unexpected'));
  });

  it('keeps the thrown value as cause, and the kind when caught again', () => {
    const thrown = new TypeError('A mistake');
    const error = serviceError(thrown, 'GetApps', 'mobiletargeting');
    assert.equal(error.cause, thrown);
    assert.equal(error.message, 'GetApps: unexpected');
    assert.deepEqual(failureOf(error), { kind: 'unexpected', operation: 'GetApps', detail: 'A mistake' });
    assert.deepEqual(serviceError(error, 'GetSegments', 'mobiletargeting').failure, error.failure);
  });
});
