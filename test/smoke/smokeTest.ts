import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { end, FreshAccount } from '../support/freshAccount';
import { bundleFile, messagesIn, wordingIn, type Language, type Wording } from '../support/languages';
import { showsJob } from '../support/panel';
import { rowsBelow } from '../support/rows';
import { profileFor } from '../support/testServerProfile';
import { Workbench } from '../support/workbench';

const pageSize = 10;

/** Tests the most common actions in a real VS Code of this version and display language. */
export function smokeTest(version: string, language?: Language): void {
  describe(`In VS Code ${version}${language === undefined ? '' : `, its language set to ${language}`}`, () => {
    let account: FreshAccount;
    let workbench: Workbench;
    let wording: Wording;
    let names: Readonly<Record<'list' | 'more' | 'loading' | 'job', RegExp>>;

    before(async () => {
      wording = await wordingIn(language);
      const list = wording.code('Suppression list');
      const [loading, more] = [wording.code('Loading'), wording.code('Load more')];
      names = {
        list: new RegExp(`^${list}`),
        more: new RegExp(`^${more}, ${list}`),
        loading: new RegExp(`^(${loading}|${more}), ${list}`),
        job: new RegExp(`, ${wording.code('job {0}', '')}`),
      };
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
        window: { height: 2400, language },
        version,
      });
      await workbench.openView();
    });
    after(async () => {
      await workbench.stop();
      await account.server.close();
    });

    const job = (id: string) => new RegExp(`${wording.code('job {0}', id)},`);

    async function shows(count: number): Promise<void> {
      await eventually(async () => {
        const rows = await rowsBelow(workbench, names.list);
        assert.equal(rows.filter(({ name }) => names.job.test(name)).length, count);
      });
    }

    it('shows, loads, refreshes and reveals changing jobs without errors', async () => {
      await workbench.expand(names.list);
      await shows(pageSize);
      // The running job changes with each request, so rows are redrawn while pages are read.
      account.beforeAnswers(() => {
        account.many.move();
      });
      for (const count of [2 * pageSize, 3 * pageSize]) {
        await workbench.row(names.more).click();
        await shows(count);
      }
      await workbench.contextMenu(names.more, wording.manifest('Load All'));
      await workbench.row(names.loading).waitFor({ state: 'detached' });
      await shows(account.many.ses.filter(({ place }) => place % 3 !== 1).length);

      await workbench.row(job('running')).click();
      await showsJob(workbench, 'running');
      await workbench.contextMenu(job('job-120'), wording.manifest('Copy Job ID'));
      assert.equal(await workbench.clipboard(), 'job-120');

      end(account.begin('begun'));
      await workbench.contextMenu(names.list, wording.manifest('Refresh'));
      await workbench.row(job('begun')).waitFor();

      await workbench.row(names.list).locator('.monaco-tl-twistie').click();
      await workbench.row(job('running')).waitFor({ state: 'detached' });
      await workbench.page.locator('.statusbar-item[id^="import-jobs."]', { hasText: '1' }).click();
      await workbench.row(job('running')).and(workbench.page.locator('[aria-selected=true]')).waitFor();

      await workbench.showNotifications();
      assert.deepEqual(await workbench.page.locator('.notification-list-item-message').allInnerTexts(), []);
      const log = await workbench.extensionLog();
      assert.doesNotMatch(log, /already registered|Cannot resolve tree item/);
      // VS Code warns of each text that the display language lacks, including those of its own extensions.
      const missing = [...log.matchAll(/no string found in i18n bundle that has the key: (.*)/g)].map(([, key]) => key);
      const own = Object.keys(messagesIn(bundleFile(undefined)));
      assert.deepEqual(
        own.filter((key) => missing.includes(key)),
        [],
      );
    });
  });
}
