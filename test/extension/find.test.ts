import assert from 'node:assert/strict';
import { commands, window } from 'vscode';
import { eventually } from '../support/eventually';
import { ManyJobs } from '../support/manyJobs';
import { isOperation } from '../support/operations';
import type { TestServer } from '../support/testServer';
import { pinpointJobsIn, sesJobsIn } from '../support/wire';
import { ConnectedHost, Host, region } from './support/host';
import { QuickPicks, type FakePicker } from './support/quickPicks';

const isActive = (name: RegExp) =>
  eventually(() => {
    assert.match(window.tabGroups.activeTabGroup.activeTab?.label ?? '', name);
  }, 5_000);

describe('Find Job', () => {
  let host: Host;
  let picks: QuickPicks;
  let running: Promise<void>;

  const open = async (): Promise<FakePicker> => {
    running = host.run('findJob');
    return picks.titled(/^Find Job: /);
  };

  describe('among many jobs', () => {
    let server: TestServer;
    let list: readonly string[];

    const start = async (jobs: number) => {
      host = await Host.start();
      picks = new QuickPicks(host.window);
      const many = new ManyJobs({ ses: 30, pinpoint: jobs, segments: 3, now: host.time.now() });
      server = await host.serve({ transport: many.transport });
      const profile = await host.addProfile(server);
      await host.set({ connections: [{ profile, region }] });
      list = [`${profile} · ${region}`, 'Amazon Pinpoint', 'Many', 'All import jobs'];
    };
    afterEach(() => host.stop());

    it('reads the rest of 10,000 while it is open, and finds any of them, as the filter does', async () => {
      await start(10_000);
      await host.rows(...list);
      const picker = await open();
      assert.ok(picker.busy);
      await host.until(() => {
        assert.deepEqual([picker.title, picker.busy], ['Find Job: 10,000 jobs loaded', false]);
      });
      for (const text of ['s', 'segment', 'segment 1 job-12']) picker.type(text);
      assert.ok(picker.items.length <= 103, `${String(picker.items.length)} items were drawn.`);
      assert.match(picker.labels.find((label) => label.includes(' matches')) ?? '', /^100 of [\d,]+ matches$/);
      picker.type('job-1');
      const [found = assert.fail()] = picker.items;
      assert.match(`${found.label} ${String(found.description)} ${String(found.detail)}`, /Completed .* job-1 /);
      picker.hide();
      await running;

      const filtering = host.run('filter');
      const filter = await picks.titled('Filter Jobs');
      for (const text of ['j', 'job', 'job-1', 'job-1.csv']) filter.type(text);
      assert.equal(filter.labels[0], 'Show 1 of 10,000 loaded jobs');
      filter.accept();
      await filtering;
      assert.deepEqual(await host.jobIds(...list), ['job-1']);
      await host.run('clearFilter');
    });

    it('reveals the row of a job and opens its details, and the filter keeps it selected', async () => {
      await start(300);
      await host.rows(...list);
      const picker = await open();
      await host.until(() => {
        assert.equal(picker.title, 'Find Job: 300 jobs loaded');
      });
      picker.type('job-1');
      picker.accept();
      await running;
      await isActive(/Segment/);
      const isSelected = () =>
        eventually(() => {
          const [row] = host.extension.treeView.selection;
          assert.equal(row?.kind === 'job' && row.key, 'pinpoint/a0000000000000000000000000000001/job-1');
        }, 10_000);
      await isSelected();
      const filtering = host.run('filter');
      const filter = await picks.titled('Filter Jobs');
      filter.type('job-1.csv');
      filter.accept();
      await filtering;
      await isSelected();
      const again = await open();
      again.type('job-2');
      host.window.answer('The filter hides this import job', 'Clear Filter');
      again.accept();
      await running;
      await host.window.message('The filter hides this import job in the Jobs view.');
      assert.equal(host.extension.view.message, '');
    });

    it('stops requesting pages when it closes', async () => {
      await start(1_000);
      await host.rows(...list);
      const picker = await open();
      const hold = server.hold(isOperation('GetImportJobs'));
      await host.until(() => hold.arrived);
      const asked = server.requests.length;
      picker.hide();
      await running;
      hold.release();
      await host.time.pass(60_000);
      assert.equal(server.requests.length, asked);
      assert.match((await host.names(...list)).at(-1) ?? '', /^Load more, All import jobs, \d+ loaded$/);
    });

    it('reads lists that are not open when asked to', async () => {
      await start(20);
      const picker = await open();
      assert.deepEqual(picker.labels, ['No matches', '', 'Load All Lists']);
      assert.equal(server.requests.length, 0);
      picker.accept('Load All Lists');
      await host.until(() => {
        assert.deepEqual([picker.title, picker.busy], ['Find Job: 50 jobs loaded', false]);
      });
      assert.ok(!picker.labels.includes('Load All Lists'));
      const bySegment = server.requests.filter(({ path }) => path.includes('/segments/'));
      assert.deepEqual(bySegment, [], 'The jobs of segments are in another list too.');
      picker.hide();
      await running;
    });

    it('keeps the item that the user has moved to while more is read', async () => {
      await start(300);
      await host.rows(...list);
      const hold = server.hold(isOperation('GetImportJobs'));
      const picker = await open();
      const moved = picker.items[3] ?? assert.fail();
      picker.activeItems = [moved];
      hold.release();
      await host.until(() => {
        assert.equal(picker.title, 'Find Job: 300 jobs loaded');
      });
      assert.deepEqual(
        picker.activeItems.map(({ detail }) => detail),
        [moved.detail],
      );
      picker.hide();
      await running;
    });
  });

  describe('by a pasted reference', () => {
    let connected: ConnectedHost;

    beforeEach(async () => {
      connected = await ConnectedHost.start({ pageSize: 5 });
      ({ host } = connected);
      picks = new QuickPicks(host.window);
    });
    afterEach(() => host.stop());

    /** Returns the body of the account's own response. */
    const ask = async (method: string, path: string, body = '', query = {}) =>
      (await connected.server.account.transport({ method, path, query, headers: {}, body })).body;

    it('requests a job that was not read, opens it and reveals its row', async () => {
      const suppressed = '{"ImportDestinationType":"SUPPRESSION_LIST","PageSize":5}';
      const [, , , job = assert.fail()] = sesJobsIn(await ask('POST', '/v2/email/import-jobs/list', suppressed));
      // Lists are revealed once the view has their rows.
      await host.names(connected.label, 'Amazon SES');
      const picker = await open();
      picker.type(`arn:aws:ses:${region}:111122223333:import-job/${job.JobId}`);
      const item = await host.until(() => picker.item(/^Suppression list$/), 5);
      assert.ok(item.detail?.includes(job.JobId));
      assert.deepEqual(connected.asked(), ['ses GetImportJob']);
      picker.accept(/^Suppression list$/);
      await host.within(running);
      await isActive(/Suppression list/);
      await eventually(() => {
        const [row] = host.extension.treeView.selection;
        assert.equal(row?.kind === 'job' && row.key, `ses/${job.JobId}`);
      }, 5_000);
    });

    it('finds a job by its ID in the applications, which it reads first, and opens it to the side', async () => {
      await host.names(connected.label);
      const { Item: apps } = JSON.parse(await ask('GET', '/v1/apps')) as {
        readonly Item: readonly { readonly Id: string }[];
      };
      const [, app = assert.fail()] = apps;
      const body = await ask('GET', `/v1/apps/${app.Id}/jobs/import`, '', { 'page-size': '5' });
      const [job = assert.fail()] = pinpointJobsIn(body);
      await commands.executeCommand('workbench.action.files.newUntitledFile');
      const picker = await open();
      picker.type(job.Id);
      const item = await host.until(() => picker.items.find(({ detail }) => detail?.includes(job.Id)) ?? assert.fail());
      picker.pressOn(item.label);
      await host.within(running);
      await eventually(() => {
        const columns = window.tabGroups.all.map(({ tabs, viewColumn }) => [viewColumn, tabs.length]);
        assert.deepEqual(columns.at(-1), [2, 1]);
      }, 5_000);
    });

    it('says that no connection has the job, or why it could not be requested', async () => {
      await host.names(connected.label);
      const picker = await open();
      picker.type('00000000-0000-4000-8000-000000000000');
      await host.until(() => picker.item('No connection has this job'), 5);
      connected.server.answer(isOperation('ses GetImportJob'), {
        status: 403,
        headers: { 'x-amzn-errortype': 'AccessDeniedException' },
        body: '{"message":"No."}',
      });
      picker.type('00000000-0000-4000-8000-000000000001');
      assert.equal((await host.until(() => picker.item(/^Access denied/), 5)).description, connected.label);
      picker.hide();
      await running;
    });

    it('prompts for no MFA code, which would close the picker, but says that one is needed', async () => {
      const profile = 'mfa';
      await host.writeAwsFiles({
        config: `[profile ${profile}]\nrole_arn = arn:aws:iam::111122223333:role/reader\nsource_profile = base\nmfa_serial = arn:aws:iam::111122223333:mfa/work\n`,
        credentials: '[base]\naws_access_key_id = SAMPLEKEYBASE\naws_secret_access_key = not-a-secret\n',
      });
      await host.set({ connections: [{ profile, region }] });
      let boxes = 0;
      host.window.replace(window, 'createInputBox', () => {
        boxes++;
        throw new Error('No box.');
      });
      const picker = await open();
      picker.type('ffffffff-0000-4000-8000-000000000000');
      await host.until(() => {
        assert.ok(
          picker.labels.some((label) => label.startsWith('MFA code needed')),
          picker.labels.join(' | '),
        );
      });
      assert.equal(boxes, 0);
      picker.hide();
      await host.within(running);
    });

    it('requests nothing for one that is typed over at once', async () => {
      await host.names(connected.label);
      const picker = await open();
      picker.type('00000000-0000-4000-8000-000000000000');
      picker.type('news');
      await host.time.pass(2_000);
      assert.deepEqual(connected.asked(), []);
      picker.hide();
      await running;
    });
  });
});
