import assert from 'node:assert/strict';
import { commands, TabInputCustom, window, workspace } from 'vscode';
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
  /** Diagnoses the connection. Resolves to the report in the preview. */
  async function diagnose(): Promise<string> {
    await host.within(host.run('diagnoseConnection', await connection()));
    return reportOf(connected.label);
  }
  function reportOf(label: string): string {
    const { input } = window.tabGroups.activeTabGroup.activeTab ?? assert.fail('No editor is open.');
    assert.ok(input instanceof TabInputCustom);
    assert.equal(input.viewType, 'vscode.markdown.preview.editor');
    assert.equal(input.uri.path, `/Diagnosis of ${label}.md`);
    const document = workspace.textDocuments.find(({ uri }) => uri.toString() === input.uri.toString());
    return document?.getText() ?? assert.fail('The report is not open.');
  }
  const policy = async () => JSON.parse(await host.clipboard()) as Policy;

  it('opens a report with every call and no secrets', async () => {
    const { server, label } = connected;
    const text = await diagnose();
    assert.ok(text.startsWith(`# Diagnosis of ${label}\n\n**No problems found.**\n`), text);
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
      text.includes(
        `Endpoint: \`${server.url}\` · set by endpoint\\_url of the profile ${label.split(' ')[0] ?? ''}\n`,
      ),
    );
    assert.match(
      text,
      /^Rate limit: 5 requests per 5 s\. AWS has not throttled any requests since this window was opened\.$/m,
    );
    assert.doesNotMatch(text, /SAMPLEKEY|not-a-secret|X-Amz-/);
    assert.ok(server.requests.some(({ method, path }) => method === 'OPTIONS' && path.endsWith('/jobs/import')));
  });

  it('diagnoses the picked connection without a row, and says what to do', async () => {
    connected.server.answer(isOperation('ListImportJobs'), forbidden);
    host.window.pick(connected.label);
    await host.within(host.run('diagnoseConnection'));
    assert.match(
      reportOf(connected.label),
      /^\*\*1 problem found:\*\*\n\n- \*\*Access denied: ses:ListImportJobs\.\*\* Copy the IAM policy\. Affects Amazon SES\.$/m,
    );
  });

  it('reports the current rate limit of the connection', async () => {
    const { server, label } = connected;
    const headers = { 'content-type': 'application/json', 'x-amzn-errortype': 'TooManyRequestsException' };
    const refuse = () =>
      server.answer(
        isOperation('ListImportJobs'),
        { status: 429, headers, body: '{"message":"Rate exceeded"}' },
        { times: 1 },
      );
    // The SDK retries, so the list does not show it.
    refuse();
    const rows = await host.within(host.names(label, 'Amazon SES', 'Contact lists'));
    assert.match(rows[0] ?? '', /Contact list .*, job/);
    // The diagnosis does not retry.
    refuse();
    const begun = host.time.now();
    const text = await diagnose();
    const [, last = ''] =
      /AWS has throttled 2 requests since this window was opened\. Last: (.*)\. Current backoff: one request per \d s\.$/m.exec(
        text,
      ) ?? [];
    // The parser expects a plain space before “AM”.
    const lastAt = Date.parse(last.replace('\u202f', ' '));
    assert.ok(lastAt >= begun - 1_000 && lastAt <= host.time.now(), text);
    assert.match(text, /^- \*\*AWS is throttling requests\.\*\* Try again in a moment\. Affects Amazon SES\.$/m);
  });

  it('copies the open report as Markdown', async () => {
    const text = await diagnose();
    await host.run('copyReport');
    assert.equal(await host.clipboard(), text);
    assert.match(host.window.statusBarMessages.at(-1) ?? '', /Report copied/);

    await commands.executeCommand('workbench.action.closeAllEditors');
    await host.run('copyReport');
    await host.window.message('No diagnosis report is open. Run Diagnose Connection first.');
  });

  it('reports the sample account as sample data', async () => {
    await host.set({ sampleAccount: true });
    await host.within(host.run('diagnoseConnection', await host.row(/^Sample account/)));
    assert.match(reportOf('Sample account'), /generated sample data/);
  });

  it('can be cancelled', async () => {
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
    assert.equal(window.tabGroups.activeTabGroup.activeTab, undefined);
  });

  it('is not offered for an invalid connection', async () => {
    await host.set({ connections: ['nonsense'] });
    await host.run('diagnoseConnection', await host.row('Connection 1'));
    await host.window.message('This connection is invalid. Edit it in the settings, then diagnose it.');
    await host.run('copyIamPolicy', await host.row('Connection 1'));
    await host.window.message('This connection is invalid. Edit it in the settings, then copy its IAM policy.');
  });

  it('copies the IAM policy of a connection, with its account once an ARN has named it', async () => {
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

  it('copies the IAM policy of the picked connection, and none for the sample account', async () => {
    await host.set({ sampleAccount: true });
    host.window.pick(connected.label);
    await host.run('copyIamPolicy');
    assert.ok((await policy()).Statement.length > 1);
    const picked = host.window.picked.at(-1) ?? assert.fail();
    assert.deepEqual(
      picked.map(({ label, description }) => [label, description]),
      [[connected.label, 'access keys']],
      'The sample account has none.',
    );
    await host.run('copyIamPolicy', await host.row('Sample account'));
    await host.window.message('The sample account needs no IAM policy.');
  });

  it('copies only the missing permission for a denial', async () => {
    connected.server.answer(isOperation('ListImportJobs'), forbidden);
    const denied = await host.row(
      connected.label,
      'Amazon SES',
      'Suppression list',
      /^Access denied: ses:ListImportJobs\. Copy the IAM policy/,
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
