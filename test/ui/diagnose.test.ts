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

  /** Returns the whole text of the open editor. */
  async function editorText(): Promise<string> {
    const { page } = connected.workbench;
    await page.locator('.editor-instance .monaco-editor .view-lines').first().click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+c');
    return connected.workbench.clipboard();
  }

  it('diagnoses the picked connection from the palette, and says what to do', async () => {
    const { workbench, server } = connected;
    const undo = server.answer(isOperation('ListImportJobs'), {
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
      body: '{"message":"Not for you"}',
    });
    await workbench.command('Import Jobs: Diagnose Connection');
    await workbench.pick('prod · eu-west-1');
    await tab(/^Diagnosis of prod/).waitFor();
    const text = await editorText();
    assert.match(text, /^- \*\*Amazon SES, ListImportJobs:\*\* Access denied.*Copy the IAM policy/m);
    assert.doesNotMatch(text, /SAMPLEKEY|not-a-secret|X-Amz-/);
    assert.doesNotMatch(await workbench.extensionLog(), /SAMPLEKEY|not-a-secret|X-Amz-Signature/);
    undo();
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
    await workbench
      .row(/^Suppression list/)
      .first()
      .locator('.monaco-tl-twistie')
      .click();
    const denied = workbench.row(/^Access denied: ses:ListImportJobs\. Copy the IAM policy that allows it/);
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
