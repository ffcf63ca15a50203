import assert from 'node:assert/strict';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { isOperation } from '../support/operations';

interface Policy {
  readonly Statement: readonly { readonly Action: readonly string[]; readonly Resource: string }[];
}

describe('Help with a connection', () => {
  let connected: Connected;

  before(async () => {
    connected = await Connected.start({ settings: { 'importJobs.sampleAccount': true } });
    await connected.workbench.row(/^Sample account/).waitFor();
    await connected.workbench
      .row(/^Sample account/)
      .locator('.monaco-tl-twistie')
      .click();
  });
  afterEach(async () => {
    await connected.workbench.command('View: Close All Editors');
    await connected.workbench.openView();
  });
  after(() => connected.stop());

  const tab = (name: RegExp) => connected.workbench.page.getByRole('tab', { name });

  /** The whole text of the editor that is open. */
  async function editorText(): Promise<string> {
    const { page } = connected.workbench;
    await page.locator('.editor-instance .monaco-editor .view-lines').first().click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+c');
    return connected.workbench.clipboard();
  }

  it('is a report in an editor, with every call in it and no secret', async () => {
    const { workbench, server } = connected;
    await workbench.contextMenu(/^prod · eu-west-1/, 'Diagnose Connection');
    await tab(/^Diagnosis of prod · eu-west-1\.md/).waitFor();
    const text = await editorText();
    assert.match(text, /^# Diagnosis of prod · eu-west-1/);
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
    assert.ok(text.includes(`Endpoint: \`${server.url}\`, set by \`endpoint_url of the profile prod\``));
    assert.match(
      text,
      /one gate: 5 in any 5 s at most\. No request was refused as too fast since this window opened\.$/m,
    );
    assert.doesNotMatch(text, /SAMPLEKEY|not-a-secret|X-Amz-/);
    assert.doesNotMatch(await workbench.extensionLog(), /SAMPLEKEY|not-a-secret|X-Amz-Signature/);
    assert.ok(server.requests.some(({ method, path }) => method === 'OPTIONS' && path.endsWith('/jobs/import')));
  });

  it('is made from the palette too, for the connection that is picked, and says what to do', async () => {
    const { workbench, server } = connected;
    const undo = server.answer(isOperation('ListImportJobs'), {
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
      body: '{"message":"Not for you"}',
    });
    await workbench.command('Import Jobs: Diagnose Connection');
    await workbench.pick('prod · eu-west-1');
    await tab(/^Diagnosis of prod/).waitFor();
    assert.match(await editorText(), /^- \*\*Amazon SES, ListImportJobs:\*\* Access denied.*Copy the IAM policy/m);
    undo();
  });

  it('tells what the connection has learnt of how often it may ask', async () => {
    const { workbench, server } = connected;
    const headers = { 'content-type': 'application/json', 'x-amzn-errortype': 'TooManyRequestsException' };
    const refuse = (times: number) =>
      server.answer(
        isOperation('ListImportJobs'),
        { status: 429, headers, body: '{"message":"Rate exceeded"}' },
        { times },
      );
    // The SDK gets over it by itself: the list shows nothing of it.
    refuse(1);
    const list = workbench.row(/^Contact lists/).first();
    await list.locator('.monaco-tl-twistie').click();
    await workbench
      .row(/Contact list .*, job/)
      .first()
      .waitFor();
    // The diagnosis tries once.
    refuse(1);
    const begun = Date.now();
    await workbench.contextMenu(/^prod · eu-west-1/, 'Diagnose Connection');
    await tab(/^Diagnosis of prod/).waitFor();
    const text = await editorText();
    const [, last = ''] =
      /2 requests were refused as too fast since this window opened, last at (\S+Z)\. Learnt from that: one call each \d s for now\.$/m.exec(
        text,
      ) ?? [];
    assert.ok(Date.parse(last) >= begun - 1_000 && Date.parse(last) <= Date.now(), text);
    assert.match(text, /^- \*\*Amazon SES, ListImportJobs:\*\* AWS is throttling requests/m);
    await list.locator('.monaco-tl-twistie').click();
  });

  it('says of the sample account that it is made up', async () => {
    const { workbench } = connected;
    await workbench.contextMenu(/^Sample account/, 'Diagnose Connection');
    await tab(/^Diagnosis of Sample account/).waitFor();
    assert.match(await editorText(), /it is made up/);
  });

  it('can be given up', async () => {
    const { workbench, server } = connected;
    const hold = server.hold(isOperation('GetApps'));
    await workbench.contextMenu(/^prod · eu-west-1/, 'Diagnose Connection');
    await hold.arrived;
    await workbench.command('Notifications: Show Notifications');
    const notice = workbench.page.locator('.notification-list-item', { hasText: 'Diagnosing “prod · eu-west-1”' });
    await notice.hover();
    await notice.getByRole('button', { name: 'Cancel' }).click();
    await notice.waitFor({ state: 'detached' });
    await hold.left;
    hold.release();
    assert.equal(await tab(/^Diagnosis of/).count(), 0);
  });

  it('copies the IAM policy of a connection, with its account once an ARN has named it', async () => {
    const { workbench } = connected;
    const copied = async () => {
      await workbench.contextMenu(/^prod · eu-west-1/, 'Copy IAM Policy');
      return JSON.parse(await workbench.clipboard()) as Policy;
    };
    const before = await copied();
    assert.ok(before.Statement.some(({ Resource }) => Resource === 'arn:aws:ses:eu-west-1:*:import-job/*'));
    assert.ok(before.Statement.flatMap(({ Action }) => Action).every((action) => /:(Get|List)/.test(action)));

    await workbench
      .row(/^Amazon Pinpoint/)
      .first()
      .locator('.monaco-tl-twistie')
      .click();
    await workbench.row(/^Loyalty/).waitFor();
    const account = /:(\d{12}):apps/.exec(JSON.stringify(connected.answer('GetApps').body))?.[1];
    assert.ok(account !== undefined);
    await eventually(async () => {
      assert.ok(
        (await copied()).Statement.some(({ Resource }) => Resource === `arn:aws:ses:eu-west-1:${account}:import-job/*`),
      );
    });
  });

  it('copies it from the palette too, and none for the sample account', async () => {
    const { workbench } = connected;
    await workbench.command('Import Jobs: Copy IAM Policy');
    await workbench.pick('prod · eu-west-1');
    assert.ok((JSON.parse(await workbench.clipboard()) as Policy).Statement.length > 1);
    await workbench.command('Import Jobs: Copy IAM Policy');
    await workbench.pick('Sample account');
    await workbench.command('Notifications: Show Notifications');
    await workbench.page
      .locator('.notification-list-item', { hasText: 'The sample account has no AWS account behind it' })
      .waitFor();
    await workbench.command('Notifications: Clear All Notifications');
  });

  it('copies, at a click on a denial, the permission that is missing; and asks for no more', async () => {
    const { workbench, server } = connected;
    const undo = server.answer(isOperation('ListImportJobs'), {
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
      body: '{"message":"Not for you"}',
    });
    await workbench
      .row(/^Suppression list/)
      .first()
      .locator('.monaco-tl-twistie')
      .click();
    const denied = workbench.row(
      /^Access denied: ses:ListImportJobs is not allowed\. Copy the IAM policy that allows it/,
    );
    await denied.click();
    const { Statement } = JSON.parse(await workbench.clipboard()) as Policy;
    assert.deepEqual(
      Statement.map(({ Action, Resource }) => [Action, Resource]),
      [[['ses:ListImportJobs'], '*']],
    );

    const item = (name: string) => workbench.page.getByRole('menuitem', { name, exact: true });
    await eventually(async () => {
      if (!(await item('Try Again').isVisible())) await denied.click({ button: 'right', timeout: 5_000 });
      for (const name of ['Try Again', 'Copy IAM Policy', 'Diagnose Connection', 'Show Log'])
        await item(name).waitFor({ timeout: 2_000 });
    });
    await workbench.page.keyboard.press('Escape');
    undo();
    await workbench.contextMenu(/^Access denied/, 'Try Again');
    await denied.waitFor({ state: 'detached' });
  });
});
