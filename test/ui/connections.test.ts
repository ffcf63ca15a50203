import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../support/eventually';
import { notification } from '../support/messages';
import { allRows } from '../support/rows';
import { TestServer } from '../support/testServer';
import { profileFor } from '../support/testServerProfile';
import { Workbench } from '../support/workbench';

const alpha = { profile: 'alpha', region: 'eu-west-1' };
const beta = { profile: 'beta', region: 'us-east-1' };
const otherProfiles =
  '[profile sso]\nsso_session = work\nregion = eu-north-1\n\n[sso-session work]\nsso_region = eu-west-1\n';

describe('Connections', () => {
  let servers: { readonly alpha: TestServer; readonly beta: TestServer };
  let workbench: Workbench;

  before(async () => {
    servers = { alpha: await TestServer.start({ freeze: true }), beta: await TestServer.start({ freeze: true }) };
    // Few rows, so that all are visible.
    servers.alpha.maxPageSize = servers.beta.maxPageSize = 3;
    const profiles = [
      profileFor(servers.alpha, { name: 'alpha', accessKeyId: 'SAMPLEKEYALPHA' }),
      profileFor(servers.beta, { name: 'beta', region: 'us-east-1', accessKeyId: 'SAMPLEKEYBETA' }),
    ];
    workbench = await Workbench.start({
      awsConfig: [...profiles.map(({ config }) => config), otherProfiles].join('\n'),
      awsCredentials: profiles.map(({ credentials }) => credentials).join('\n'),
      settings: { 'importJobs.polling.minimumInterval': 1, 'importJobs.polling.maximumInterval': 1 },
    });
    await workbench.openView();
  });

  after(async () => {
    await workbench.stop();
    await Promise.all([servers.alpha.close(), servers.beta.close()]);
  });

  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  const picker = () => workbench.page.locator('.quick-input-widget');
  const option = (name: RegExp) => picker().getByRole('option', { name });
  const atStep = (step: number) => picker().getByText(`(${step}/2)`).waitFor();
  /** Waits until Enter would choose this item. Between two steps, keys go to the tree. */
  const isActive = async (item: Locator) => {
    await item.and(picker().locator('.focused')).waitFor();
    await picker().locator('input:focus').waitFor();
  };
  const isSelected = (name: RegExp) =>
    workbench.row(name).and(workbench.page.locator('[aria-selected=true]')).waitFor();
  afterEach(() => workbench.clearNotifications());

  /** Returns the connections' labels, without their failures. */
  async function connectionsShown(): Promise<readonly string[]> {
    return (await allRows(workbench))
      .filter(({ level }) => level === 1)
      .map(({ name }) => name.replace(/,.*/, '').trim());
  }

  /** Changes the setting in its file. */
  async function set(...connections: readonly unknown[]): Promise<void> {
    await workbench.setSettings({ 'importJobs.connections': connections });
  }

  async function shows(...names: readonly string[]): Promise<void> {
    await eventually(async () => {
      assert.deepEqual(await connectionsShown(), names);
    });
  }

  it('are added by keyboard: a profile, a region, and back', async () => {
    await workbench.view.locator('.welcome-view').getByRole('button', { name: 'Add Connection…' }).focus();
    await press('Enter');
    await atStep(1);
    await option(/^alpha, access keys · eu-west-1/).waitFor();
    await option(/^sso, SSO · eu-north-1/).waitFor();
    await option(/^Default credential chain/).waitFor();
    assert.equal(await picker().getByRole('option').count(), 4);
    await workbench.screenshot('add-connection-profile');

    await workbench.page.keyboard.type('bet');
    await isActive(option(/^beta/));
    await press('Enter');
    await atStep(2);
    await isActive(option(/^US East \(N\. Virginia\), us-east-1 · SES/));
    await workbench.screenshot('add-connection-region');
    await press('Control+Alt+Minus');
    await atStep(1);
    await isActive(option(/^beta/));
    await press('ArrowUp');
    await isActive(option(/^alpha/));
    await press('Enter');
    await atStep(2);
    await isActive(option(/^Europe \(Ireland\)/));
    await press('Enter');

    await isSelected(/^Suppression list/);
    await workbench
      .row(/, job /)
      .first()
      .waitFor();
    await workbench.view.getByRole('tree').and(workbench.page.locator(':focus')).waitFor();
    await press('ArrowDown');
    await workbench
      .row(/, job /)
      .first()
      .and(workbench.page.locator('.focused'))
      .waitFor();
    await shows('alpha · eu-west-1');
  });

  it('are not added twice', async () => {
    await set(alpha, beta);
    await shows('alpha · eu-west-1', 'beta · us-east-1');
    // The buttons of a view that is not alone appear with the mouse.
    await workbench.view.hover();
    await workbench.page
      .getByRole('toolbar', { name: 'Jobs actions' })
      .getByRole('button', { name: 'Add Connection…' })
      .click();
    await option(/^alpha/).click();
    await atStep(2);
    await option(/eu-west-1 · SES.* · already added/).click();
    await isSelected(/^Suppression list/);
    await notification(workbench, 'alpha · eu-west-1 already exists.');
    await workbench.screenshot('add-connection-twice');
    await shows('alpha · eu-west-1', 'beta · us-east-1');
  });

  it('can be in any region typed', async () => {
    await set(alpha, beta);
    await shows('alpha · eu-west-1', 'beta · us-east-1');
    await workbench.command('Import Jobs: Add Connection…');
    await option(/^Default credential chain/).click();
    await atStep(2);
    await workbench.page.keyboard.type('ireland');
    await isActive(option(/^Europe \(Ireland\)/));
    await workbench.page.keyboard.press('Control+A');
    await workbench.page.keyboard.type('eu-west-2');
    await isActive(option(/eu-west-2/));
    assert.equal(await option(/^Use/).count(), 0);
    await workbench.page.keyboard.press('Control+A');
    await workbench.page.keyboard.type('foo bar');
    await option(/^Not a region code\. Example: eu-west-1/).waitFor();
    await workbench.page.keyboard.press('Control+A');
    await workbench.page.keyboard.type('xx-yy-1');
    await isActive(option(/^Use “xx-yy-1”/));
    await workbench.screenshot('add-connection-typed');
    await press('Enter');
    await isSelected(/^Suppression list/);
    await workbench.row(/^Suppression list, could not be read, /).waitFor();
    await shows('alpha · eu-west-1', 'beta · us-east-1', 'default chain · xx-yy-1');
  });

  it('are removed at once, and restored by Undo at the same index', async () => {
    await set({ region: 'xx-yy-1', note: 'mine' }, alpha, beta);
    await shows('default chain · xx-yy-1', 'alpha · eu-west-1', 'beta · us-east-1');
    await workbench.contextMenu(/^default chain · xx-yy-1/, 'Remove Connection');
    await shows('alpha · eu-west-1', 'beta · us-east-1');
    const message = await notification(workbench, '“default chain · xx-yy-1” removed.');
    await workbench.screenshot('remove-connection');
    await message.getByRole('button', { name: 'Undo' }).click();
    await shows('default chain · xx-yy-1', 'alpha · eu-west-1', 'beta · us-east-1');
    await eventually(async () => {
      assert.equal(await workbench.row('Amazon SES').count(), 3);
    });
  });

  it('with a custom name or jobs in progress are removed after confirmation', async () => {
    await set({ ...alpha, name: 'Work' });
    await shows('Work');
    await workbench.expand(/^Contact lists/);
    await workbench
      .row(/, job [^,]+, Work/)
      .first()
      .waitFor();
    const dialog = workbench.page.getByRole('dialog', { name: 'Remove “Work”?' });
    await workbench.contextMenu(/^Work/, 'Remove Connection');
    await dialog
      .getByText(/import jobs in progress will no longer be tracked\. Its custom name will be removed/)
      .waitFor();
    await workbench.screenshot('remove-named-connection');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await shows('Work');
    await workbench.contextMenu(/^Work/, 'Remove Connection');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await workbench.row(/^Work/).waitFor({ state: 'detached' });
  });
});
