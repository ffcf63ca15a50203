import assert from 'node:assert/strict';
import { isOperation } from '../support/operations';
import { ConnectedHost } from './support/host';

const refusal = { status: 429, headers: { 'x-amzn-errortype': 'TooManyRequestsException' }, body: '{}' };

describe('While AWS throttles requests', () => {
  let connected: ConnectedHost;

  beforeEach(async () => {
    // Without retries, each click is a request.
    process.env.AWS_MAX_ATTEMPTS = '1';
    connected = await ConnectedHost.start();
  });
  afterEach(async () => {
    delete process.env.AWS_MAX_ATTEMPTS;
    await connected.host.stop();
  });

  it("the view shows when the user's next request is sent", async () => {
    const { host, server, label } = connected;
    const message = () => host.extension.view.message;
    const list = [label, 'Amazon SES', /^Suppression list/];
    await host.rows(...list);
    const before = server.requests.length;
    server.answer(isOperation('ListImportJobs'), refusal, { times: 3 });
    for (let refused = 1; refused <= 3; refused++) {
      await host.within(host.run('refresh', await host.row(...list)));
      assert.equal(server.requests.length, before + refused);
    }
    assert.equal(message(), '');

    const refresh = host.run('refresh', await host.row(...list));
    await host.until(() => {
      assert.match(message(), /^AWS is throttling requests\. Next request in about [78] s\.$/);
    }, 0);
    const said = message();
    await host.time.pass(3_000);
    assert.equal(message(), said, 'It does not tick.');
    await host.within(refresh);
    assert.equal(message(), '');
    assert.ok((await host.jobIds(...list)).length > 0);
  });
});
