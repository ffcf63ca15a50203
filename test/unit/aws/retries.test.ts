import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { withRetries } from '../../../src/aws/requests/retries';
import { Connected, failureOfRead, firstPage, found } from './connected';

const throttled = Object.assign(new Error('Rate exceeded'), { name: 'TooManyRequestsException' });

describe('Retries', () => {
  let connected: Connected;
  Connected.forAll((made) => {
    connected = made;
  });

  beforeEach(() => {
    // Removes the SDK's delay before retries.
    mock.method(Math, 'random', () => 0);
    process.env.AWS_MAX_ATTEMPTS = '2';
  });
  afterEach(() => {
    mock.restoreAll();
    process.env.AWS_MAX_ATTEMPTS = '1';
  });

  const list = () => found(connected.ses.root.fixed?.[0]);
  /** Reads a page and returns the number of requests sent. */
  async function requestsOf(read: () => Promise<unknown>): Promise<number> {
    const before = connected.server.requests.length;
    await read();
    return connected.server.requests.length - before;
  }

  const refusals = {
    throttled: [429, 'TooManyRequestsException', 2],
    'a server error': [503, 'ServiceUnavailable', 2],
    'a bad request': [400, 'BadRequestException', 1],
    denied: [403, 'AccessDeniedException', 1],
    'rejected credentials': [403, 'UnrecognizedClientException', 1],
  } as const;
  for (const [what, [status, type, attempts]] of Object.entries(refusals)) {
    it(`are ${attempts === 1 ? 'not ' : ''}made after a failure: ${what}`, async () => {
      connected.answer('{}', status, { 'x-amzn-errortype': type });
      assert.equal(await requestsOf(() => failureOfRead(firstPage(list()))), attempts);
    });
  }

  it('are made after an interrupted connection', async () => {
    connected.server.reset(() => true, { times: 1 });
    assert.equal(await requestsOf(() => firstPage(list())), 2);
  });

  it('are signed with AWS’s time when the computer’s clock is wrong', async () => {
    const ahead = new Date(Date.now() + 3_600_000);
    const signedAt: (string | undefined)[] = [];
    connected.server.answer(
      ({ headers }) => {
        signedAt.push(headers['x-amz-date']);
        return signedAt.length === 1;
      },
      { status: 403, headers: { 'x-amzn-errortype': 'RequestTimeTooSkewed', date: ahead.toUTCString() }, body: '{}' },
    );
    await firstPage(list());
    const hour = ahead.toISOString().slice(0, 13).replaceAll('-', '');
    assert.equal(signedAt.length, 2);
    assert.equal(signedAt[1]?.slice(0, 11), hour);
  });

  it('end at once when the call is aborted during the delay', async () => {
    mock.restoreAll();
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const abort = new AbortController();
      let attempts = 0;
      const call = withRetries(
        () => Promise.resolve(3),
        () => {
          attempts++;
          return Promise.reject(throttled);
        },
        abort.signal,
      );
      setImmediate(() => {
        abort.abort();
      });
      await assert.rejects(call, { name: 'AbortError' });
      assert.equal(attempts, 1);
    } finally {
      mock.timers.reset();
    }
  });

  it('reject with the error of the last attempt', async () => {
    let attempt = 0;
    await assert.rejects(
      withRetries(
        () => Promise.resolve(3),
        () => Promise.reject(Object.assign(new Error(`attempt ${++attempt}`), { name: throttled.name })),
        new AbortController().signal,
      ),
      { message: 'attempt 3' },
    );
  });
});
