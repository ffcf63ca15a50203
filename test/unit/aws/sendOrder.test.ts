import assert from 'node:assert/strict';
import { RateLimits } from '../../../src/services/sdk';
import { eventually } from '../../support/eventually';
import { FakeClock } from '../../support/fakeClock';
import { isOperation } from '../../support/operations';
import { clicked, Choices, Connected, firstPage, found, never, servicesOf, work } from './connected';
import { ses as description } from '../../../src/services/ses/description';
import { backgroundPurpose } from '../../../src/core/base/request';

describe('The order in which requests are sent', () => {
  let connected: Connected;
  Connected.forAll((made) => {
    connected = made;
  });

  it('is recorded in each response; callers that share a response get the same number', async () => {
    const clock = new FakeClock();
    const rateLimits = new RateLimits(clock, () => undefined, { ses: { burst: 100, interval: 100_000 } });
    const { ses } = servicesOf(work, Object.assign(new Choices(), { rateLimits }));
    const list = found(ses.root.fixed?.[0]);
    const job = found((await firstPage(list)).jobs[0]);
    const limiter = rateLimits.of(description, work, undefined);
    const waiting = (count: number) =>
      eventually(() => {
        assert.equal(limiter.waiting, count);
      });
    const looked: number[] = [];

    limiter.throttled();
    const look = ses.refresh(
      [job],
      { ...backgroundPurpose, signal: never },
      {
        onFound: ({ sentAs }) => looked.push(sentAs),
        onDeleted: () => assert.fail(),
      },
    );
    await waiting(1);
    const click = ses.getJob(job, clicked);
    await waiting(2);
    const hold = connected.server.hold(isOperation('ses GetImportJob'));
    // The click's request is sent first, then the page's. The last caller shares the click's response.
    const page = list.readPage(undefined, clicked);
    await waiting(3);
    const joining = ses.getJob(job, clicked);
    await waiting(4);
    await clock.pass(60_000);
    await waiting(0);
    await hold.arrived;
    hold.release();

    const [first, list1, second] = await Promise.all([click, page, joining, look]);
    assert.equal(second.sentAs, first.sentAs);
    assert.ok(first.sentAs < list1.sentAs);
    assert.ok(list1.sentAs < (looked[0] ?? 0));
  });

  it('counts a retry as sent when it is retried', async () => {
    process.env.AWS_MAX_ATTEMPTS = '2';
    const { ses } = servicesOf(work, new Choices());
    const list = found(ses.root.fixed?.[0]);
    const job = found((await firstPage(list)).jobs[0]);
    const hold = connected.server.hold(isOperation('ses GetImportJob'));
    const unavailable = { status: 503, headers: {}, body: '' };
    connected.server.answer(isOperation('ses GetImportJob'), unavailable, { times: 1 });
    const read = ses.getJob(job, clicked);
    await hold.arrived;
    const page = await list.readPage(undefined, clicked);
    hold.release();
    const { sentAs } = await read.finally(() => {
      process.env.AWS_MAX_ATTEMPTS = '1';
    });
    assert.ok(sentAs > page.sentAs);
  });
});
