import assert from 'node:assert/strict';
import { window } from 'vscode';
import { isOperation } from '../support/operations';
import { ConnectedHost } from './support/host';

const address = 'ana@example.com';

describe('Check an Address', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];

  beforeEach(async () => {
    connected = await ConnectedHost.start({ pageSize: 15 });
    ({ host } = connected);
  });
  afterEach(() => host.stop());

  it('looks an address up on the suppression list and in the contact list of a job, and copies a finding', async () => {
    connected.server.answer(isOperation('GetSuppressedDestination'), {
      status: 200,
      headers: {},
      body: JSON.stringify({ SuppressedDestination: { EmailAddress: address, Reason: 'BOUNCE' } }),
    });
    const list = [connected.label, 'Amazon SES', 'Contact lists'];
    const [job = assert.fail()] = await host.rows(...list);
    host.window.replace(window, 'showInputBox', () => Promise.resolve(address));
    host.window.pick(/^On the suppression list/u);
    await host.run('checkAddress', job);
    const items = host.window.picked.at(-1) ?? [];
    assert.match(items[0]?.detail ?? '', /^Reason: bounce/u);
    assert.match(items[1]?.label ?? '', /(?:Not in|In) the contact list /u);
    assert.match(await host.clipboard(), /^On the suppression list · Reason: bounce/u);

    // Without a row, in that of the job whose details are active.
    await host.rows(connected.label, 'Amazon SES', 'Suppression list');
    await host.run('openDetails', job);
    host.window.pick();
    await host.within(host.run('checkAddress'));
    assert.deepEqual(
      host.window.picked.at(-1)?.map(({ label }) => label),
      items.map(({ label }) => label),
    );
  });
});
