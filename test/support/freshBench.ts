import { eventually } from './eventually';
import { end, FreshAccount } from './freshAccount';
import type { Made } from './manyJobs';
import { profileFor } from './testServerProfile';
import { Workbench } from './workbench';
import type { Locator } from 'playwright-core';

const region = 'eu-west-1';

/** A VS Code window with a connection polled every second. Its first job stays in progress, which keeps polling active. */
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

  /** Cleans up after a failed test: finishes its jobs and waits until they were announced. */
  async settle(): Promise<void> {
    this.busy.still();
    for (const job of this.busy.many.ses) {
      if (job.id !== 'endless' && job.status !== 'COMPLETED') end(job);
    }
    await this.openList();
    await this.importing(1);
    // Notifications wait up to ten seconds to be combined.
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

  /** Waits for more polls, each at least a second after the previous one. */
  async looks(count: number): Promise<void> {
    const before = this.busy.looks.length;
    await eventually(() => {
      if (this.busy.looks.length < before + count) throw new Error(`${String(this.busy.looks.length - before)} polls`);
    }, 60_000);
  }

  /** Starts a job and waits until its row shows that it is in progress. */
  async begun(id: string): Promise<Made> {
    const job = this.busy.begin(id);
    await this.workbench.row(new RegExp(`^Processing.*job ${id},`)).waitFor();
    return job;
  }

  /** Waits until a job's row shows that it has finished. */
  async ended(id: string): Promise<void> {
    await this.workbench.row(new RegExp(`^Completed.*job ${id},`)).waitFor();
  }

  /** Returns the texts of notifications, newest first. */
  async messages(): Promise<readonly string[]> {
    await this.workbench.showNotifications();
    return this.workbench.page.locator('.notification-list-item-message').allInnerTexts();
  }

  get statusBar(): Locator {
    return this.workbench.page.locator('.statusbar-item', { hasText: / running/ });
  }

  /** Waits until the status bar shows this number of jobs in progress. Jobs requested singly take a second each. */
  async importing(count: number): Promise<void> {
    await this.statusBar.getByText(new RegExp(`^\\s*${String(count)} running`)).waitFor({ timeout: 60_000 });
  }

  /** The view's tab in the activity bar, which has the badge. */
  get tab(): Locator {
    return this.workbench.page.locator('.activitybar').getByRole('tab', { name: /^Import Jobs/ });
  }

  /** Shows another view in place of ours. */
  async hide(): Promise<void> {
    await this.workbench.page.getByRole('tab', { name: /^Explorer/ }).click();
    await this.workbench.view.waitFor({ state: 'hidden' });
  }
}
