import { eventually } from './eventually';
import { end, FreshAccount } from './freshAccount';
import type { Made } from './manyJobs';
import { profileFor } from './testServerProfile';
import { Workbench } from './workbench';
import type { Locator } from 'playwright-core';

const region = 'eu-west-1';

/** When a notice says that it was seen, which no test can know. */
const seenAt = / · seen at \d{1,2}:\d\d:\d\d [AP]M\.$/;

/** A VS Code with a connection that is polled each second. Its first job stays in progress, so that polls tell the time. */
export class FreshBench {
  private constructor(
    readonly busy: FreshAccount,
    readonly workbench: Workbench,
  ) {}

  static async start(): Promise<FreshBench> {
    const busy = await FreshAccount.start({ ses: 4 });
    busy.begin('endless');
    const { config, credentials } = profileFor(busy.server, { name: 'busy' });
    const workbench = await Workbench.start({
      awsConfig: config,
      awsCredentials: credentials,
      settings: {
        'importJobs.connections': [{ profile: 'busy', region }],
        'importJobs.polling.minimumInterval': 1,
        'importJobs.polling.maximumInterval': 1,
      },
      window: { height: 1200 },
      hasTooltips: true,
    });
    const bench = new FreshBench(busy, workbench);
    await workbench.prepare(() => bench.openList());
    return bench;
  }

  async stop(): Promise<void> {
    await this.workbench.stop();
    await this.busy.server.close();
  }

  /** After a test that failed: ends what it began, and waits until that was announced. */
  async settle(): Promise<void> {
    this.busy.still();
    for (const job of this.busy.many.ses) {
      if (job.id !== 'endless' && job.status !== 'COMPLETED') end(job);
    }
    await this.openList();
    await this.importing(1);
    // A notification waits up to ten seconds for others.
    await this.looks(12);
  }

  async openList(): Promise<void> {
    await this.workbench.openView();
    await this.workbench.expand(/^Suppression list/);
    await this.workbench.row(/job endless/).waitFor();
  }

  async closeList(): Promise<void> {
    await this.workbench
      .row(/^Suppression list/)
      .locator('.monaco-tl-twistie')
      .click();
    await this.workbench.row(/job endless/).waitFor({ state: 'detached' });
  }

  /** Waits for so many more polls: each is a second or more after the one before. */
  async looks(count: number): Promise<void> {
    const before = this.busy.looks.length;
    await eventually(() => {
      if (this.busy.looks.length < before + count) throw new Error(`${String(this.busy.looks.length - before)} polls`);
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
    await this.workbench.showNotifications();
    const texts = await this.workbench.page.locator('.notification-list-item-message').allInnerTexts();
    return texts.map((text) => text.replace(seenAt, ''));
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
