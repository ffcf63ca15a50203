import assert from 'node:assert/strict';
import { Gates } from '../../../src/aws/index';
import { eventually } from '../../support/eventually';
import { FakeClock } from '../../support/fakeClock';
import { Choices, Connected, firstPage, found, never, servicesOf, work } from './connected';

describe('the source of SES whose calls wait for their turn', () => {
  let connected: Connected;
  Connected.forAll((made) => {
    connected = made;
  });

  it('tells of each request when it is sent, not when it was asked for, and once of one that two share', async () => {
    const clock = new FakeClock();
    const gates = new Gates(clock, () => undefined, { SES: { burst: 100, interval: 100_000 } });
    const { ses } = servicesOf(work, Object.assign(new Choices(), { gates }));
    const list = found(ses.root.fixed?.[0]);
    const [job] = (await firstPage(list)).jobs;
    const gate = gates.of('SES', work, undefined);
    const waiting = (count: number) =>
      eventually(() => {
        assert.equal(gate.waiting, count);
      });
    const sent: string[] = [];
    const noting = (what: string) => () => {
      sent.push(what);
    };

    gate.throttled();
    const look = ses.refresh([found(job)], never, () => undefined, noting('look'));
    await waiting(1);
    const page = list.readPage(undefined, never, noting('list'));
    await waiting(2);
    const hold = connected.server.hold(({ path }) => path.endsWith(found(job).id));
    const clicks = ['click', 'again'].map((what) => ses.getJob(found(job), never, noting(what)));
    await waiting(4);
    assert.deepEqual(sent, []);
    await clock.pass(60_000);
    await waiting(0);
    hold.release();
    await Promise.all([look, page, ...clicks]);
    assert.deepEqual(sent, ['list', 'click', 'look']);
  });
});
