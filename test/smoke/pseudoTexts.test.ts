import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../support/eventually';
import { end, FreshAccount } from '../support/freshAccount';
import { pseudo, wordingIn, type Wording } from '../support/languages';
import { isOperation } from '../support/operations';
import { showsJob } from '../support/panel';
import { allRows } from '../support/rows';
import { profileFor } from '../support/testServerProfile';
import { Workbench } from '../support/workbench';

/** What stays in English: data and names of AWS, names of this test, dates, keys, and the names of languages and formats. */
const data = [
  /\(Ctrl\+\w Ctrl\+\w\)/g,
  /\d{1,2}:\d\d(?::\d\d)? [AP]M/g,
  /\b[\w-]+\.(?:csv|json)\b/g,
  /\b(?:ses:)?ListImportJobs\b/g,
  /\b(?:AWS|Amazon (?:SES|Pinpoint|S3)|SES|Mail Manager|Customer Profiles|Pinpoint|IAM|ARN|JSON|CSV|URL|ID|UTC|HTTP|HTTPS|MFA)s?\b/g,
  /\b(?:s3|https?):\/\/\S+/g,
  /\barn:\S+/g,
  /\b[A-Z]+(?:_[A-Z]+)*\b/g,
  /\b(?:ses|mobiletargeting):\w+/g,
  /\b[a-z]{2}(?:-[a-z]+)+-\d\b/g,
  /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/g,
  /\b(?:job-\w+|request-\d+|imports|prod|missing|news|Many|Segment \d+|endpoint_url)\b/g,
  /\b[as]0{10,}\w+/g,
  // VS Code's own command for a view.
  /Focus on .* View$/g,
];

/** Returns the English words of a text. In the pseudo-language, every letter has an accent. */
function wordsIn(text: string): readonly string[] {
  return data.reduce((rest, known) => rest.replace(known, ' '), text).match(/[A-Za-z]{2,}/g) ?? [];
}

describe('In the pseudo-language, no text stays in English', () => {
  let account: FreshAccount;
  let workbench: Workbench;
  let wording: Wording;
  let english: string[];

  before(async () => {
    wording = await wordingIn(pseudo);
    account = await FreshAccount.start({ ses: 6, pinpoint: 2, segments: 1 });
    const [failed, , faulty] = account.many.ses;
    assert.ok(failed !== undefined && faulty !== undefined);
    failed.status = 'FAILED';
    end(faulty, 3);
    account.begin('job-running');
    const { config, credentials } = profileFor(account.server, { name: 'prod' });
    workbench = await Workbench.start({
      awsConfig: config,
      awsCredentials: credentials,
      settings: {
        'importJobs.connections': [{ profile: 'prod', region: 'eu-west-1' }],
        'importJobs.pageSize': 3,
        'importJobs.polling.minimumInterval': 1,
        'importJobs.polling.maximumInterval': 1,
      },
      window: { height: 1400, language: pseudo },
      hasTooltips: true,
    });
    await workbench.prepare(() => workbench.openView());
  });
  after(async () => {
    await workbench.stop();
    await account.server.close();
  });

  beforeEach(() => {
    english = [];
  });
  afterEach(async () => {
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Escape');
  });

  function check(where: string, ...texts: readonly (string | null)[]): void {
    assert.ok(texts.length > 0, `There are no texts in ${where}.`);
    english.push(...texts.filter((text) => wordsIn(text ?? '').length > 0).map((text) => `${where}: ${text ?? ''}`));
  }

  /** Checks texts and accessible names. */
  async function checkAll(where: string, part: Locator): Promise<void> {
    await part.first().waitFor();
    check(where, ...(await part.allInnerTexts()));
    const names = await part
      .locator('[aria-label], [title], [placeholder], [aria-valuetext]')
      .evaluateAll((elements) =>
        elements.flatMap((element) =>
          ['aria-label', 'title', 'placeholder', 'aria-valuetext'].map((name) => element.getAttribute(name)),
        ),
      );
    english.push(...names.filter((name) => wordsIn(name ?? '').length > 0).map((name) => `${where}: ${name ?? ''}`));
  }

  /** Checks the tooltip and the context menu of a row. */
  async function checkRow(name: string, row: RegExp): Promise<void> {
    check(`tooltip of ${name}`, await (await workbench.tooltip(workbench.row(row))).innerText());
    await workbench.page.mouse.move(900, 600);
    await workbench.row(row).click({ button: 'right' });
    const menu = workbench.page.locator('.monaco-menu .action-label');
    await menu.first().waitFor();
    check(`menu of ${name}`, ...(await menu.allInnerTexts()));
    await workbench.page.keyboard.press('Escape');
    await menu.first().waitFor({ state: 'detached' });
  }

  const text = (message: string, ...values: readonly string[]) => wording.code(message, ...values);
  const rowOf = (id: string) => new RegExp(`${text('job {0}', id)},`);

  it('in rows, tooltips and context menus', async () => {
    const forbidden = {
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
      body: '{"message":"403"}',
    };
    const isContactLists = (body: string) => body.includes('CONTACT_LIST');
    account.server.answer(
      (request) => isOperation('ListImportJobs')(request) && isContactLists(request.body),
      forbidden,
    );
    const lists = [text('Suppression list'), text('Contact lists')];
    for (const name of [...lists, 'Amazon Pinpoint', 'Many', text('All import jobs')])
      await workbench.expand(new RegExp(`^${name}`));
    await workbench.row(rowOf('job-running')).waitFor();
    await workbench.row(rowOf('job-2')).waitFor();
    const denied = new RegExp(`^${text('Access denied: {0}', '')}`);
    await workbench.row(denied).waitFor();

    check('rows', ...(await allRows(workbench)).map(({ name }) => name));
    check('texts of rows', ...(await workbench.view.locator('.monaco-list-row').allInnerTexts()));
    await checkRow('connection', /^prod/);
    await checkRow('list', new RegExp(`^${lists[0] ?? ''}`));
    await checkRow('job', rowOf('job-6'));
    await checkRow('job with failures', rowOf('job-4'));
    await checkRow('failure', denied);
    const buttons = workbench.page.locator('.sidebar .pane-header .actions .action-label[aria-label]');
    const names = await buttons.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    const ofVSCode = ['Collapse All', 'Views and More Actions...', 'More Actions...'];
    check('buttons of the view', ...names.filter((name) => !ofVSCode.includes(name ?? '')));
    assert.deepEqual(english, []);
  });

  it('in panels and their tabs', async () => {
    for (const id of ['job-4', 'job-6', 'job-running']) {
      await workbench.row(rowOf(id)).click();
      await showsJob(workbench, id);
      await checkAll(`panel of ${id}`, workbench.details().locator('body'));
      check(`tab of ${id}`, ...(await workbench.page.locator('.editor-group-container [role=tab]').allInnerTexts()));
    }
    assert.deepEqual(english, []);
  });

  it('in commands and pickers', async () => {
    const { page } = workbench;
    const input = page.locator('.quick-input-filter input');
    const items = page.locator('.quick-input-list .monaco-list-row');
    const category = wording.manifest('Import Jobs');
    await page.keyboard.press('F1');
    await input.fill(`>${category}`);
    const own = items.filter({ hasText: category });
    await own.first().waitFor();
    // VS Code shows the English title below the translated one.
    const titles = own
      .locator('.label-name')
      .evaluateAll((names) =>
        names
          .filter((name) => name.closest('.monaco-list-row')?.querySelector('.label-name') === name)
          .map((name) => name.textContent),
      );
    check('commands', ...(await titles));
    await page.keyboard.press('Escape');

    for (const command of ['Add Connection…', 'Open Failed Records']) {
      await workbench.command(`${category}: ${wording.manifest(command)}`);
      await items.first().waitFor();
      check(`title of ${command}`, await page.locator('.quick-input-title').innerText());
      check(`hint of ${command}`, await input.getAttribute('placeholder'));
      check(`items of ${command}`, ...(await items.allInnerTexts()));
      await page.keyboard.press('Escape');
      await items.first().waitFor({ state: 'hidden' });
    }
    assert.deepEqual(english, []);
  });

  it('in notifications, the badge and the status bar', async () => {
    const { page } = workbench;
    const item = page.locator('.statusbar-item[id^="import-jobs."]');
    await checkAll('status bar', item);
    end(account.many.ses.find(({ id }) => id === 'job-running') ?? assert.fail(), 2);
    await checkAll('notification', page.locator('.notification-toast .notification-list-item-message'));
    check('buttons', ...(await page.locator('.notification-toast .monaco-button').allInnerTexts()));
    assert.deepEqual(english, []);
    await workbench.clearNotifications();
  });

  it('in rows of a connection without its profile and of the sample account', async () => {
    const connections = [{ profile: 'missing', region: 'eu-west-1' }];
    await workbench.setSettings({ 'importJobs.connections': connections });
    await workbench.row(/^missing/).waitFor();
    await workbench.row(/^prod/).waitFor({ state: 'detached' });
    check('rows', ...(await allRows(workbench)).map(({ name }) => name));
    await checkRow('unknown profile', /^missing/);
    await workbench.setSettings({ 'importJobs.connections': [], 'importJobs.sampleAccount': true });
    await checkRow('sample account', new RegExp(`^${text('Sample account')}`));
    assert.deepEqual(english, []);
  });

  it('in the welcome view', async () => {
    await workbench.setSettings({ 'importJobs.connections': [], 'importJobs.sampleAccount': false });
    const welcome = workbench.view.locator('.welcome-view-content');
    await eventually(async () => {
      assert.ok((await welcome.innerText({ timeout: 1_000 })).length > 50);
    });
    await checkAll('welcome', welcome);
    assert.deepEqual(english, []);
  });
});
