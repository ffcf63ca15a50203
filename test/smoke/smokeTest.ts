import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { end, FreshAccount } from '../support/freshAccount';
import { showsJob } from '../support/panel';
import { jobIdsBelow } from '../support/rows';
import { profileFor } from '../support/testServerProfile';
import { Workbench } from '../support/workbench';

const pageSize = 10;
const list = /^Suppression list/;
const more = /^Load more, Suppression list/;
const loading = /^Load(ing| more), Suppression list/;

/** Tests the most common actions in a real VS Code of this version. */
export function smokeTest(version: string): void {
  describe(`In VS Code ${version}`, () => {
    let account: FreshAccount;
    let workbench: Workbench;

    before(async () => {
      // Two thirds are in the suppression list.
      account = await FreshAccount.start({ ses: 120 });
      account.begin('running');
      const { config, credentials } = profileFor(account.server, { name: 'prod' });
      workbench = await Workbench.start({
        awsConfig: config,
        awsCredentials: credentials,
        settings: {
          'importJobs.connections': [{ profile: 'prod', region: 'eu-west-1' }],
          'importJobs.pageSize': pageSize,
          'importJobs.polling.minimumInterval': 1,
          'importJobs.polling.maximumInterval': 1,
        },
        window: { height: 2400 },
        version,
      });
      await workbench.openView();
    });
    after(async () => {
      await workbench.stop();
      await account.server.close();
    });

    async function shows(count: number): Promise<void> {
      await eventually(async () => {
        assert.equal((await jobIdsBelow(workbench, list)).length, count);
      });
    }

    it('shows, loads, refreshes and reveals changing jobs without errors', async () => {
      await workbench.expand(list);
      await shows(pageSize);
      // The running job changes with each request, so rows are redrawn while pages are read.
      account.beforeAnswers(() => {
        account.many.move();
      });
      for (const count of [2 * pageSize, 3 * pageSize]) {
        await workbench.row(more).click();
        await shows(count);
      }
      await workbench.contextMenu(more, 'Load All');
      await workbench.row(loading).waitFor({ state: 'detached' });
      await shows(account.many.ses.filter(({ place }) => place % 3 !== 1).length);

      await workbench.row(/job running,/).click();
      await showsJob(workbench, 'running');
      await workbench.contextMenu(/job job-120,/, 'Copy Job ID');
      assert.equal(await workbench.clipboard(), 'job-120');

      end(account.begin('begun'));
      await workbench.contextMenu(list, 'Refresh');
      await workbench.row(/job begun,/).waitFor();

      await workbench.row(list).locator('.monaco-tl-twistie').click();
      await workbench.row(/job running,/).waitFor({ state: 'detached' });
      await workbench.page.locator('.statusbar-item', { hasText: '1 running' }).click();
      await workbench
        .row(/job running,/)
        .and(workbench.page.locator('[aria-selected=true]'))
        .waitFor();

      await workbench.showNotifications();
      assert.deepEqual(await workbench.page.locator('.notification-list-item-message').allInnerTexts(), []);
      assert.doesNotMatch(await workbench.extensionLog(), /already registered|Cannot resolve tree item/);
    });
  });
}
