import assert from 'node:assert/strict';
import { end, FreshAccount } from '../../support/freshAccount';
import type { Made } from '../../support/manyJobs';
import { Host, region } from './host';

/** A notification of finished jobs. */
const finished = /import (completed|failed|cancelled)|import jobs finished/;

/** A host with two connections polled every second: `busy`, whose first job stays in progress, and `quiet`. */
export class FreshHost {
  private constructor(
    readonly host: Host,
    readonly busy: FreshAccount,
    readonly quiet: FreshAccount,
    /** Labels of the connections' rows. */
    readonly labels: { readonly busy: string; readonly quiet: string },
  ) {}

  /** Starts it and reads the list of `busy`. */
  static async start(): Promise<FreshHost> {
    const host = await Host.start({
      'polling.enabled': true,
      'polling.minimumInterval': 1,
      'polling.maximumInterval': 1,
    });
    const now = () => host.time.now();
    const busy = await FreshAccount.start({ ses: 4 }, now);
    const quiet = await FreshAccount.start({ ses: 4, pinpoint: 4 }, now);
    busy.begin('endless');
    const profiles = {
      busy: await host.addProfile(busy.server, { name: 'busy' }),
      quiet: await host.addProfile(quiet.server, { name: 'quiet' }),
    };
    await host.set({ connections: Object.values(profiles).map((profile) => ({ profile, region })) });
    const labels = { busy: `${profiles.busy} · ${region}`, quiet: `${profiles.quiet} · ${region}` };
    const fresh = new FreshHost(host, busy, quiet, labels);
    await host.rows(...fresh.busyList);
    return fresh;
  }

  async stop(): Promise<void> {
    try {
      await this.host.stop();
    } finally {
      await Promise.all([this.busy.server.close(), this.quiet.server.close()]);
    }
  }

  get busyList(): readonly string[] {
    return [this.labels.busy, 'Amazon SES', 'Suppression list'];
  }

  /** Waits for this number of further polls of `busy`. */
  async looks(count: number): Promise<void> {
    const before = this.busy.looks.length;
    await this.host.until(() => {
      assert.ok(this.busy.looks.length >= before + count, `${String(this.busy.looks.length - before)} polls`);
    });
  }

  /** Starts a job and waits until its row shows that it is in progress. */
  async begun(id: string): Promise<Made> {
    const job = this.busy.begin(id);
    await this.shows(id, /^Processing/);
    return job;
  }

  /** Waits until the row of a job of `busy` begins with this text. */
  async shows(id: string, name: RegExp): Promise<void> {
    await this.host.until(async () => {
      const row = await this.host.row(...this.busyList, new RegExp(`job ${id},`));
      assert.match(row.name, name);
    });
  }

  /** Returns the number of jobs in progress known to the extension. */
  get running(): number {
    const { accounts, store } = this.host.extension;
    return accounts.all.flatMap(({ connection }) => store.changingJobsOf(connection.id)).length;
  }

  /** Waits until this number of jobs is in progress. */
  async importing(count: number): Promise<void> {
    await this.host.until(() => {
      assert.equal(this.running, count);
    });
  }

  /** Waits for a notification of finished jobs and removes it. Returns its text without the connection. */
  async notification(): Promise<{ readonly text: string; readonly kind: string; readonly buttons: readonly string[] }> {
    const { text, kind, buttons } = await this.host.until(() => this.host.window.take(finished));
    return { text: text.replace(this.labels.busy, 'busy'), kind, buttons };
  }

  /** Finishes a job and waits until its row and a notification show it. */
  async finish(job: Made, failed = 0): Promise<string> {
    end(job, failed);
    await this.shows(job.id, /^Completed/);
    return (await this.notification()).text;
  }
}
