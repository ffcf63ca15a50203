import assert from 'node:assert/strict';
import { userPurpose } from '../../../../src/core/base/request';
import { readNewestLists } from '../../../../src/core/find/newestLists';
import { AccountBench } from '../accountBench';
import { settled } from '../scriptedPages';
import { ScriptedSource } from '../scriptedSource';

describe('A read of the newest lists', () => {
  let shown: readonly string[];
  let bench: AccountBench;
  let end: PromiseSettledResult<void> | undefined;

  beforeEach(async () => {
    shown = ['ses', 'pinpoint'];
    bench = new AccountBench({ services: () => shown });
    bench.connect = () => Promise.resolve([bench.source, new ScriptedSource('pinpoint')]);
    const { account, source } = bench;
    await account.sources();
    let calls = 0;
    // A read that never ends would leave no time for a timeout.
    const counted = new Proxy(account, {
      get: (_, name) => {
        assert.ok(++calls < 1_000, 'The read does not end.');
        const value: unknown = Reflect.get(account, name, account);
        return typeof value === 'function' ? (value.bind(account) as unknown) : value;
      },
    });
    end = undefined;
    const reading = readNewestLists(counted, source, { purpose: userPurpose }, () => 10, new AbortController().signal);
    void Promise.allSettled([reading]).then(([result]) => {
      end = result;
    });
    await settled();
    assert.equal(source.all.pages.asked.length, 1);
    assert.equal(end, undefined);
  });
  afterEach(() => bench.stop());

  it('ends when the settings hide the service', async () => {
    shown = ['pinpoint'];
    bench.account.updateServices();
    await settled();
    assert.deepEqual(end, { status: 'fulfilled', value: undefined });
  });

  it('ends when the connection is closed', async () => {
    bench.account.dispose();
    await settled();
    assert.deepEqual(end, { status: 'fulfilled', value: undefined });
  });
});
