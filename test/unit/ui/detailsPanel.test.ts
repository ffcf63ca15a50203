import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { Account } from '../../../src/core/connections/account';
import { Accounts } from '../../../src/core/connections/accounts';
import { formatsFor } from '../../../src/core/text/formats';
import { nextSentAs } from '../../support/sentAs';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { Paces } from '../../../src/core/polling/paces';
import { DetailsPanel, type DetailsPanelDependencies } from '../../../src/ui/details/detailsPanel';
import type { FromPage, ToPage } from '../../../src/webview/details/pageMessages';
import { FakeClock } from '../../support/fakeClock';
import { ScriptedSource } from '../core/scriptedSource';
import { sesJob } from '../details/jobs';
import { loadConnected } from '../../support/loadConnected';
import { userPurpose } from '../../../src/core/base/request';

const entries = ['first', 'second\r\n  on two lines', 'third'];
const job = { ...sesJob, failures: { ...sesJob.failures, entries } };
const unavailable = new Error('No clipboard.');

describe('The details panel', () => {
  let panel: DetailsPanel;
  let accounts: Accounts;
  let receive: (message: FromPage) => void;
  let posted: ToPage[];
  let webviewPanel: { visible: boolean; title: string; iconPath?: unknown; readonly webview: object };
  let store: JobStore;
  let copied: string[];
  /** Messages shown to the user. */
  let reported: string[];
  let writeText: (text: string) => Promise<void>;
  let unhandled: unknown[];
  const onUnhandled = (reason: unknown) => unhandled.push(reason);

  beforeEach(async () => {
    [posted, copied, reported, unhandled] = [[], [], [], []];
    process.on('unhandledRejection', onUnhandled);
    writeText = (text) => {
      copied.push(text);
      return Promise.resolve();
    };
    store = new JobStore();
    const clock = new FakeClock();
    accounts = new Accounts(
      (connection) =>
        new Account({
          loadConnected,
          connection,
          connect: () => Promise.resolve([new ScriptedSource()]),
          store,
          clock,
          random: () => 0.5,
          pollerSettings: () => ({ enabled: false, minimumInterval: 5_000, maximumInterval: 60_000 }),
          isWatched: () => true,
          onFolderChange: () => undefined,
          onPoll: () => undefined,
        }),
    );
    accounts.set([{ id: 'work', kind: 'aws', label: 'Work', region: 'eu-west-1' }]);
    store.put('work', [job], nextSentAs());
    webviewPanel = {
      visible: true,
      title: '',
      webview: {
        postMessage: (message: ToPage) => Promise.resolve(posted.push(message)),
        onDidReceiveMessage: (listener: (message: FromPage) => void) => {
          receive = listener;
          return { dispose: () => undefined };
        },
      },
    };
    const parts = {
      accounts,
      store,
      clock,
      paces: new Paces(store, () => clock.now()),
      formats: formatsFor('en'),
      tabIcons: { succeededWithFailures: 'warning', failed: 'failed' },
      clipboard: { writeText: (text: string) => writeText(text) },
      actions: {
        copyJobIds: async () => writeText('id').then(() => true),
        copyFileUrls: () => Promise.resolve({ ok: true, note: 'Valid until 1:30 PM' }),
      },
      failedRecords: {
        onDidChange: () => ({ dispose: () => undefined }),
        summaryOf: () => undefined,
        isSaving: () => false,
      },
      offersOf: () => ({ console: false, arn: false, link: false, cliCommand: false, rerunCommand: false }),
      withErrorMessage: (what: string, work: () => Promise<unknown>) =>
        work().then(
          () => undefined,
          (error: unknown) => void reported.push(`${what}. ${String(error)}`),
        ),
    };
    panel = new DetailsPanel(
      webviewPanel as unknown as DetailsPanel['panel'],
      1,
      { connection: 'work', job: { service: 'ses', id: job.id }, pinned: false },
      userPurpose,
      parts as unknown as DetailsPanelDependencies,
    );
    await clock.pass(1_000);
    posted.length = 0;
  });
  afterEach(() => {
    process.off('unhandledRejection', onUnhandled);
    panel.dispose();
    accounts.dispose();
    assert.deepEqual(unhandled, []);
  });

  /** Returns the responses to a message of the page, without `show` messages. */
  async function answersTo(message: FromPage): Promise<readonly ToPage[]> {
    receive(message);
    // An unhandled rejection is reported in a later task.
    await setImmediate();
    await setImmediate();
    return posted.filter(({ type }) => type !== 'show');
  }

  it('moves the focus to the heading once its page shows the job', async () => {
    const kinds = () => posted.map(({ type }) => type);
    panel.focusHeading();
    assert.deepEqual(kinds(), ['show'], 'The page has not loaded.');
    receive({ type: 'ready' });
    await setImmediate();
    assert.deepEqual(kinds(), ['show', 'show', 'focusHeading']);
    panel.draw();
    assert.deepEqual(kinds(), ['show', 'show', 'focusHeading', 'show']);
    panel.focusHeading();
    assert.equal(kinds().at(-1), 'focusHeading');
    // A hidden page is unloaded.
    webviewPanel.visible = false;
    panel.draw();
    webviewPanel.visible = true;
    panel.focusHeading();
    assert.equal(kinds().at(-1), 'show');
  });

  it('has the job and its state in its tab, also while it is hidden', () => {
    assert.match(webviewPanel.title, /^newsletter · \w/);
    assert.equal(webviewPanel.iconPath, 'warning');
    webviewPanel.visible = false;
    store.put('work', [{ ...job, phase: 'failed', name: 'other' }], nextSentAs());
    assert.match(webviewPanel.title, /^other · /);
    assert.equal(webviewPanel.iconPath, 'failed');
    assert.deepEqual(posted, []);
  });

  it('copies rows and failures from the job’s data, and responds to the page', async () => {
    assert.deepEqual(await answersTo({ type: 'copyRow', id: 'bucket' }), [
      { type: 'rowCopied', id: 'bucket', ok: true },
    ]);
    posted.length = 0;
    assert.deepEqual(await answersTo({ type: 'copyEntry', index: 1 }), [{ type: 'entryCopied', index: 1, ok: true }]);
    posted.length = 0;
    assert.deepEqual(await answersTo({ type: 'copyEntries', what: 'shown', indices: [1, 2] }), [
      { type: 'entriesCopied', what: 'shown', count: 2 },
    ]);
    assert.deepEqual(copied, ['bucket', 'second\r\n  on two lines', 'second on two lines\nthird']);
    assert.deepEqual(reported, []);
  });

  it('copies nothing that does not exist', async () => {
    assert.deepEqual(
      [
        await answersTo({ type: 'copyRow', id: 'format' }),
        await answersTo({ type: 'copyEntry', index: 7 }),
        await answersTo({ type: 'copyEntries', what: 'all', indices: [] }),
      ].at(-1),
      [
        { type: 'rowCopied', id: 'format', ok: false },
        { type: 'entryCopied', index: 7, ok: false },
        { type: 'entriesCopied', what: 'all', count: 0 },
      ],
    );
    assert.deepEqual([copied, reported], [[], []]);
  });

  it('passes on when a copied link expires', async () => {
    assert.deepEqual(await answersTo({ type: 'act', action: 'copyFailedRecordsUrl' }), [
      { type: 'acted', action: 'copyFailedRecordsUrl', ok: true, note: 'Valid until 1:30 PM' },
    ]);
  });

  for (const [message, answer] of [
    [
      { type: 'copyRow', id: 'bucket' },
      { type: 'rowCopied', id: 'bucket', ok: false },
    ],
    [
      { type: 'copyEntry', index: 0 },
      { type: 'entryCopied', index: 0, ok: false },
    ],
    [
      { type: 'copyEntries', what: 'all', indices: [0, 1] },
      { type: 'entriesCopied', what: 'all', count: 0 },
    ],
    [
      { type: 'act', action: 'copyJobId' },
      { type: 'acted', action: 'copyJobId', ok: false },
    ],
  ] as const) {
    it(`reports that the clipboard failed, and responds: ${message.type}`, async () => {
      writeText = () => Promise.reject(unavailable);
      assert.deepEqual(await answersTo(message), [answer]);
      assert.deepEqual(reported, ['Could not copy. Error: No clipboard.']);
    });
  }
});
