import assert from 'node:assert/strict';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { notification } from '../support/messages';
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
    await connected.workbench.closeEditors();
    await connected.workbench.openView();
  });
  after(() => connected.stop());

  const tab = (name: RegExp) => connected.workbench.page.getByRole('tab', { name });

  it('diagnoses the picked connection from the palette, shows first what to do, and copies the report', async () => {
    const { workbench, server } = connected;
    const undo = server.answer(isOperation('ListImportJobs'), {
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
      body: '{"message":"Not for you"}',
    });
    await workbench.command('Import Jobs: Diagnose Connection');
    await workbench.pick('prod · eu-west-1');
    await tab(/^Diagnosis of prod/).waitFor();
    const report = workbench.webview().locator('.markdown-body');
    await report.getByRole('heading', { level: 1, name: /^Diagnosis of prod/ }).waitFor();
    assert.deepEqual(await report.getByRole('listitem').first().allInnerTexts(), [
      'Access denied: ses:ListImportJobs. Copy the IAM policy. Affects Amazon SES.',
    ]);
    await report.getByRole('cell', { name: 'ListImportJobs', exact: true }).waitFor();

    const { page } = workbench;
    await page.locator('.editor-actions').getByRole('button', { name: 'Copy Report' }).click();
    await page.locator('.statusbar-item').getByText('Report copied.').waitFor();
    const text = await workbench.clipboard();
    assert.match(text, /^- \*\*Access denied: ses:ListImportJobs\.\*\* Copy the IAM policy\./m);
    assert.doesNotMatch(text, /SAMPLEKEY|not-a-secret|X-Amz-/);
    assert.doesNotMatch(await workbench.extensionLog(), /SAMPLEKEY|not-a-secret|X-Amz-Signature/);
    undo();
  });

  it('restores no report in another window', async () => {
    const { workbench } = connected;
    await workbench.contextMenu(/^prod · eu-west-1/, 'Diagnose Connection');
    await tab(/^Diagnosis of prod/).waitFor();
    await workbench.reload();
    await tab(/^Diagnosis of prod/).waitFor({ state: 'detached' });
    await workbench.openView();
    await workbench.row(/^prod · eu-west-1/).waitFor();
  });

  it('can be cancelled', async () => {
    const { workbench, server } = connected;
    const hold = server.hold(isOperation('GetApps'));
    await workbench.contextMenu(/^prod · eu-west-1/, 'Diagnose Connection');
    await hold.arrived;
    const toast = await notification(workbench, 'Diagnosing “prod · eu-west-1”');
    await toast.getByRole('button', { name: 'Cancel' }).click();
    await toast.waitFor({ state: 'detached' });
    await hold.left;
    hold.release();
    assert.equal(await tab(/^Diagnosis of/).count(), 0);
  });

  it('copies only the missing permission after a click on a denial', async () => {
    const { workbench, server } = connected;
    const undo = server.answer(isOperation('ListImportJobs'), {
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
      body: '{"message":"Not for you"}',
    });
    const denied = workbench.row(/^Access denied: ses:ListImportJobs\. Copy the IAM policy/);
    // In a second attempt, the list is expanded already.
    if (!(await denied.isVisible()))
      await workbench
        .row(/^Suppression list/)
        .first()
        .locator('.monaco-tl-twistie')
        .click();
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
