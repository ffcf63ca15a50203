import assert from 'node:assert/strict';
import { window } from 'vscode';
import { isOperation } from '../support/operations';
import { ConnectedHost } from './support/host';

interface Policy {
  readonly Statement: readonly { readonly Action: readonly string[]; readonly Resource: string }[];
}

const forbidden = {
  status: 403,
  headers: { 'x-amzn-errortype': 'AccessDeniedException' },
  body: '{"message":"Not for you"}',
};

describe('Help with a connection', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];

  beforeEach(async () => {
    connected = await ConnectedHost.start();
    ({ host } = connected);
  });
  afterEach(() => host.stop());

  const connection = () => host.row(connected.label);
  /** Diagnoses the connection. Resolves to the report in the editor. */
  async function diagnose(): Promise<string> {
    await host.within(host.run('diagnoseConnection', await connection()));
    return reportOf(connected.label);
  }
  function reportOf(label: string): string {
    const { document } = window.activeTextEditor ?? assert.fail('No editor is open.');
    assert.equal(document.uri.path, `/Diagnosis of ${label}.md`);
    assert.equal(document.languageId, 'markdown');
    return document.getText();
  }
  const policy = async () => JSON.parse(await host.clipboard()) as Policy;

  it('is a report in an editor, with every call in it and no secret', async () => {
    const { server, label } = connected;
    const text = await diagnose();
    assert.ok(text.startsWith(`# Diagnosis of ${label}`));
    for (const operation of [
      'ListImportJobs',
      'GetImportJob',
      'GetApps',
      'GetSegments',
      'GetImportJobs',
      'GetSegmentImportJobs',
      'OPTIONS on a segment’s import jobs',
    ]) {
      assert.match(text, new RegExp(`^\\| ${operation} \\| ✓`, 'm'));
    }
    assert.match(text, /set by `AWS_CONFIG_FILE`/);
    assert.ok(
      text.includes(`Endpoint: \`${server.url}\`, set by \`endpoint_url of the profile ${label.split(' ')[0] ?? ''}\``),
    );
    assert.match(text, /at most 5 requests per 5 s\. AWS has throttled no request since this window opened\.$/m);
    assert.doesNotMatch(text, /SAMPLEKEY|not-a-secret|X-Amz-/);
    assert.ok(server.requests.some(({ method, path }) => method === 'OPTIONS' && path.endsWith('/jobs/import')));
  });

  it('is for the connection that is picked where no row is given, and says what to do', async () => {
    connected.server.answer(isOperation('ListImportJobs'), forbidden);
    host.window.pick(connected.label);
    await host.within(host.run('diagnoseConnection'));
    assert.match(
      reportOf(connected.label),
      /^- \*\*Amazon SES, ListImportJobs:\*\* Access denied.*Copy the IAM policy/m,
    );
  });

  it('tells what the connection has learnt of how often it may ask', async () => {
    const { server, label } = connected;
    const headers = { 'content-type': 'application/json', 'x-amzn-errortype': 'TooManyRequestsException' };
    const refuse = () =>
      server.answer(
        isOperation('ListImportJobs'),
        { status: 429, headers, body: '{"message":"Rate exceeded"}' },
        { times: 1 },
      );
    // The SDK gets over it by itself: the list shows nothing of it.
    refuse();
    const rows = await host.within(host.names(label, 'Amazon SES', 'Contact lists'));
    assert.match(rows[0] ?? '', /Contact list .*, job/);
    // The diagnosis tries once.
    refuse();
    const begun = host.time.now();
    const text = await diagnose();
    const [, last = ''] =
      /AWS has throttled 2 requests since this window opened, last at (\S+Z)\. Current backoff: one request per \d s\.$/m.exec(
        text,
      ) ?? [];
    assert.ok(Date.parse(last) >= begun - 1_000 && Date.parse(last) <= host.time.now(), text);
    assert.match(text, /^- \*\*Amazon SES, ListImportJobs:\*\* AWS is throttling requests/m);
  });

  it('says of the sample account that it is made up', async () => {
    await host.set({ sampleAccount: true });
    await host.within(host.run('diagnoseConnection', await host.row(/^Sample account/)));
    assert.match(reportOf('Sample account'), /it is made up/);
  });

  it('can be given up', async () => {
    const { server, label } = connected;
    const hold = server.hold(isOperation('GetApps'));
    const diagnosing = host.run('diagnoseConnection', await connection());
    await host.within(hold.arrived);
    const work = host.window.works.at(-1) ?? assert.fail();
    assert.deepEqual([work.title, work.isCancellable], [`Diagnosing “${label}”`, true]);
    assert.ok(work.messages.length > 0);
    work.cancel();
    await host.within(hold.left);
    hold.release();
    await diagnosing;
    assert.equal(window.activeTextEditor, undefined);
  });

  it('is not there for a connection that makes no sense', async () => {
    await host.set({ connections: ['nonsense'] });
    await host.run('diagnoseConnection', await host.row('Connection 1'));
    await host.window.message('Correct this connection in the settings first; then it can be diagnosed.');
    await host.run('copyIamPolicy', await host.row('Connection 1'));
    await host.window.message('Correct this connection first: there is no IAM policy for it.');
  });

  it('is the IAM policy of a connection, with its account once an ARN has named it', async () => {
    await host.run('copyIamPolicy', await connection());
    const before = (await policy()).Statement;
    assert.ok(before.some(({ Resource }) => Resource === 'arn:aws:ses:eu-west-1:*:import-job/*'));
    assert.ok(before.flatMap(({ Action }) => Action).every((action) => /:(Get|List)/.test(action)));
    assert.match(host.window.statusBarMessages.at(-1) ?? '', /IAM policy copied\. It applies to any account/);

    await host.row(connected.label, /^Amazon Pinpoint/, /^Loyalty/);
    const account = /:(\d{12}):apps/.exec(JSON.stringify(connected.answer('GetApps').body))?.[1] ?? assert.fail();
    await host.run('copyIamPolicy', await connection());
    assert.ok(
      (await policy()).Statement.some(({ Resource }) => Resource === `arn:aws:ses:eu-west-1:${account}:import-job/*`),
    );
  });

  it('is the IAM policy of the connection that is picked, and none for the sample account', async () => {
    await host.set({ sampleAccount: true });
    host.window.pick(connected.label);
    await host.run('copyIamPolicy');
    assert.ok((await policy()).Statement.length > 1);
    host.window.pick('Sample account');
    await host.run('copyIamPolicy');
    await host.window.message('The sample account has no AWS account behind it: there is no IAM policy for it.');
  });

  it('is, for a denial, the permission that is missing and no more', async () => {
    connected.server.answer(isOperation('ListImportJobs'), forbidden);
    const denied = await host.row(
      connected.label,
      'Amazon SES',
      'Suppression list',
      /^Access denied: ses:ListImportJobs\. Copy the IAM policy that allows it/,
    );
    await host.click(denied);
    assert.deepEqual(
      (await policy()).Statement.map(({ Action, Resource }) => [Action, Resource]),
      [[['ses:ListImportJobs'], '*']],
    );
    for (const name of ['failure', 'policy', 'diagnosable']) {
      assert.ok(denied.item.contextValue?.includes(`;${name};`), `${name} brings an entry of its menu`);
    }
    connected.server.clearFaults();
    await host.run('tryAgain', denied);
    assert.ok((await host.jobIds(connected.label, 'Amazon SES', 'Suppression list')).length > 0);
  });
});
