import { eventually } from './eventually';
import { end, FreshAccount } from './freshAccount';
import type { Made } from './manyJobs';
import { profileFor } from './testServerProfile';
import { Workbench } from './workbench';
import type { Locator } from 'playwright-core';

const region = 'eu-west-1';

/** When a notice says that it was seen, which no test can know. */
const seenAt = / · seen at \d{1,2}:\d\d:\d\d [AP]M\.$/;

/**
 * A VS Code with two connections, looked at each second: `busy`, which has a job that goes on and on, so that looks at it
 * tell the time, and `quiet`.
 */
export class FreshBench {
  private constructor(
    readonly busy: FreshAccount,
    readonly quiet: FreshAccount,
    readonly workbench: Workbench,
  ) {}

  static async start(): Promise<FreshBench> {
    const [busy, quiet] = await Promise.all([
      FreshAccount.start({ ses: 4 }),
      FreshAccount.start({ ses: 4, pinpoint: 4 }),
    ]);
    busy.begin('endless');
    const profiles = [profileFor(busy.server, { name: 'busy' }), profileFor(quiet.server, { name: 'quiet' })];
    const workbench = await Workbench.start({
      awsConfig: profiles.map(({ config }) => config).join('\n'),
      awsCredentials: profiles.map(({ credentials }) => credentials).join('\n'),
      settings: {
        'importJobs.connections': [
          { profile: 'busy', region },
          { profile: 'quiet', region },
        ],
        'importJobs.polling.minimumInterval': 1,
        'importJobs.polling.maximumInterval': 1,
      },
      window: { height: 1200 },
      hasTooltips: true,
    });
    workbench.page.setDefaultTimeout(40_000);
    const bench = new FreshBench(busy, quiet, workbench);
    await workbench.prepare(() => bench.openBusyList());
    return bench;
  }

  async stop(): Promise<void> {
    await this.workbench.stop();
    await Promise.all([this.busy.server.close(), this.quiet.server.close()]);
  }

  /** After a test that failed: ends what it began and takes away what is told of that, so that the next one is on its own. */
  async settle(): Promise<void> {
    this.busy.still();
    this.quiet.still();
    await this.workbench.setSettings({ 'importJobs.notifications': 'off' });
    for (const job of [...this.busy.many.ses, ...this.quiet.many.pinpoint]) {
      if (job.id !== 'endless' && job.status !== 'COMPLETED') end(job);
    }
    await this.openBusyList();
    await this.importing(1);
    // Of jobs that ended just now, a notice would come up to ten seconds later.
    await this.looks(12);
    await this.workbench.setSettings({});
    await this.clearMessages();
  }

  async openBusyList(): Promise<void> {
    await this.workbench.openView();
    // The first list of this name is of the first connection.
    const list = this.workbench.row(/^Suppression list/).first();
    await list.waitFor();
    if ((await list.getAttribute('aria-expanded')) !== 'true') await list.locator('.monaco-tl-twistie').click();
    await this.workbench.row(/job endless/).waitFor();
  }

  /** Waits for so many more looks at what goes on: each is a second or more after the one before. */
  async looks(count: number): Promise<void> {
    const before = this.busy.looks.length;
    await eventually(() => {
      if (this.busy.looks.length < before + count) throw new Error(`${String(this.busy.looks.length - before)} looks`);
    }, 60_000);
  }

  /** A job that is in progress, and has a row that says so. */
  async begun(id: string): Promise<Made> {
    const job = this.busy.begin(id);
    await this.workbench.row(new RegExp(`^Processing.*job ${id},`)).waitFor();
    return job;
  }

  /** Waits for the row of a job to say that it has ended. */
  async ended(id: string): Promise<void> {
    await this.workbench.row(new RegExp(`^Completed.*job ${id},`)).waitFor();
  }

  /** What notifications say, the newest first; those of jobs without when they were seen to end. */
  async messages(): Promise<readonly string[]> {
    await this.workbench.command('Notifications: Show Notifications');
    const texts = await this.workbench.page.locator('.notification-list-item-message').allInnerTexts();
    return texts.map((text) => text.replace(seenAt, ''));
  }

  async clearMessages(): Promise<void> {
    const items = this.workbench.page.locator('.notification-list-item');
    // A click into a list that is being filtered goes nowhere.
    await eventually(async () => {
      await this.workbench.command('Notifications: Clear All Notifications');
      await items.first().waitFor({ state: 'detached', timeout: 2_000 });
    });
  }

  get statusBar(): Locator {
    return this.workbench.page.locator('.statusbar-item', { hasText: 'importing' });
  }

  /** Waits for the status bar to say that so many jobs are in progress. Those that are asked for one by one take a second each. */
  async importing(count: number): Promise<void> {
    await this.statusBar.getByText(new RegExp(`^\\s*${String(count)} importing`)).waitFor({ timeout: 60_000 });
  }

  /** The activity bar's, which has the badge. */
  get tab(): Locator {
    return this.workbench.page.locator('.activitybar').getByRole('tab', { name: /^Import Jobs/ });
  }

  /** Puts another view in the place of ours. */
  async hide(): Promise<void> {
    await this.workbench.page.getByRole('tab', { name: /^Explorer/ }).click();
    await this.workbench.view.waitFor({ state: 'hidden' });
  }
}
