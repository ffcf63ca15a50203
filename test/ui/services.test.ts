import assert from 'node:assert/strict';
import { isListOfJobs, mailManagerError, uploadSecret } from '../support/addressLists';
import type { HttpAnswer, HttpRequest } from '../../src/core/base/http';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { isOperation } from '../support/operations';
import { showsJob } from '../support/panel';
import { jobIdOf, jobIdsBelow } from '../support/rows';

/** Lists of jobs, with what a response has them in. */
const lists = [
  {
    path: ['Amazon SES', 'Export jobs'],
    operation: 'ListExportJobs',
    member: 'ExportJobs',
    action: 'ses:ListExportJobs',
    errorOf: error,
  },
  {
    path: ['SES Mail Manager', 'executives'],
    operation: 'ListAddressListImportJobs',
    member: 'ImportJobs',
    action: 'ses:ListAddressListImportJobs',
    errorOf: (type: string) => mailManagerError(type),
  },
  {
    path: ['Customer Profiles', 'marketing'],
    operation: 'ListUploadJobs',
    member: 'Items',
    action: 'profile:ListUploadJobs',
    errorOf: error,
  },
] as const;

/** Returns an error as SES and Customer Profiles send it: with its name in a header. */
function error(type: string, status: number): HttpAnswer {
  const headers = { 'x-amzn-errortype': type, 'content-type': 'application/json' };
  return { status, headers, body: '{"Message":"No"}' };
}

const throttled = error('ThrottlingException', 400);

/** Returns a request for the first page instead of a later one. */
function withoutToken(request: HttpRequest): HttpRequest {
  const { 'next-token': _, ...query } = request.query;
  if (request.body === '') return { ...request, query };
  const { NextToken: __, ...body } = JSON.parse(request.body) as { readonly NextToken?: string };
  return { ...request, query, body: JSON.stringify(body) };
}

describe('Mail Manager, Customer Profiles and SES exports', () => {
  let connected: Connected;

  before(async () => {
    connected = await Connected.start({
      awsConfig: '[profile elsewhere]\naws_access_key_id = SAMPLEKEY1\naws_secret_access_key = not-a-secret\n',
      settings: {
        'importJobs.pageSize': 5,
        'importJobs.ses.exportJobs': true,
        'importJobs.polling.enabled': true,
        'importJobs.polling.minimumInterval': 1,
        'importJobs.polling.maximumInterval': 2,
      },
    });
  });
  after(() => connected.stop());

  it('say what no longer exists or is denied, and go past an empty page', async () => {
    const { workbench, server } = connected;
    for (const { path, operation, member, action, errorOf } of lists) {
      const list = new RegExp(`^${path[1]}`);
      let undo = server.answer(isOperation(operation), errorOf('ResourceNotFoundException', 404));
      await workbench.openList(...path);
      await workbench.row(/^This item no longer exists in AWS/).waitFor();
      undo();
      undo = server.answer(isOperation(operation), errorOf('AccessDeniedException', 403));
      await workbench.contextMenu(list, 'Refresh');
      const denied = workbench.row(new RegExp(`^Access denied: ${action}\\. Copy the IAM policy`));
      await denied.waitFor();
      undo();
      let pages = 0;
      undo = server.answer(isOperation(operation), async (request) =>
        pages++ === 0
          ? { status: 200, headers: {}, body: JSON.stringify({ [member]: [], NextToken: 'next' }) }
          : server.account.transport(withoutToken(request)),
      );
      await workbench.contextMenu(list, 'Refresh');
      await denied.waitFor({ state: 'detached' });
      await eventually(async () => {
        assert.ok((await jobIdsBelow(workbench, list)).length > 0);
      });
      assert.ok(pages > 1, path[1]);
      undo();
      await workbench.row(list).locator('.monaco-tl-twistie').click();
    }
  });

  it('load page by page, and say what is denied or throttled until it is over', async () => {
    const { workbench, server } = connected;
    const faults = [
      server.answer(isListOfJobs, mailManagerError('AccessDeniedException')),
      server.answer(isOperation('ListUploadJobs'), throttled),
    ];
    await workbench.openList('Amazon SES', 'Export jobs');
    await workbench.openList('SES Mail Manager', 'blocked-senders');
    const denied = /^Access denied: ses:ListAddressListImportJobs\. Copy the IAM policy/;
    await workbench.row(denied).waitFor();
    await workbench.openList('Customer Profiles', 'amazon-connect-example-support');
    const slowed = workbench.row(/^AWS is throttling requests\. Try again in a moment/);
    await slowed.waitFor();
    await workbench.screenshot('services-failures');
    for (const undo of faults) undo();
    await slowed.click();
    await workbench.contextMenu(denied, 'Try Again');
    for (const list of ['Export jobs', 'blocked-senders', 'amazon-connect-example-support']) {
      await workbench.row(new RegExp(`^Load more, ${list}`)).click();
      await eventually(async () => {
        assert.equal((await jobIdsBelow(workbench, new RegExp(`^${list}`))).length, 10);
      });
    }
    assert.equal(await workbench.row(denied).count(), 0);
  });

  it('show their jobs up to the end, with what only they have', async () => {
    const { workbench, server } = connected;
    const page = workbench.details();
    const open = async (name: RegExp) => {
      const row = workbench.row(name).first();
      const id = jobIdOf({ name: (await row.getAttribute('aria-label')) ?? '' }) ?? assert.fail();
      await row.click();
      await showsJob(workbench, id);
      return workbench.row(new RegExp(`job ${id}`));
    };

    await open(/^Waiting for upload, .*Address list blocked-senders/);
    await page
      .locator('[data-row=uploadLink]')
      .getByText(/^Valid until /)
      .waitFor();
    await page.getByText('Raw response').click();
    assert.doesNotMatch(await page.locator('html').innerText(), uploadSecret);

    const idOf = async (name: RegExp) =>
      jobIdOf({ name: (await workbench.row(name).getAttribute('aria-label')) ?? '' }) ?? assert.fail();
    const id = await idOf(/^Processing, .*Message insights/);
    const blocking = await idOf(/^Processing, .*Address list blocked-senders/);
    const importing = await open(/^In progress, .*Domain amazon-connect-example-support/);
    await page
      .getByRole('table', { name: 'Column mapping' })
      .getByRole('row', { name: /^email / })
      .waitFor();
    assert.equal(await page.locator('.state').innerText(), 'In progress');
    server.advance(120_000);
    await page
      .locator('.state')
      .getByText(/^Completed/)
      .waitFor();
    await page.locator('[data-row=created]').waitFor();
    await importing.and(workbench.page.getByRole('treeitem', { name: /^Completed/ })).waitFor();
    await workbench.row(new RegExp(`^Completed.*job ${blocking}`)).waitFor();

    await workbench.row(new RegExp(`^Completed, .*job ${id}`)).click();
    await showsJob(workbench, id);
    await page.getByRole('button', { name: 'Save Result As…' }).waitFor();
    await workbench.screenshot('services-export');
    await workbench.contextMenu(new RegExp(`job ${id}`), 'Copy Result URL');
    assert.equal((await fetch(await workbench.clipboard())).status, 200);
  });

  it('say what AWS throttles by name, with the status of any error', async () => {
    const { workbench, server } = connected;
    const undo = lists.map(({ operation, errorOf }) =>
      server.answer(isOperation(operation), errorOf('ThrottlingException', 400)),
    );
    const opened = ['Export jobs', 'blocked-senders', 'amazon-connect-example-support'];
    for (const list of opened) await workbench.contextMenu(new RegExp(`^${list}`), 'Refresh');
    const slowed = workbench.row(/^AWS is throttling requests\. Try again in a moment/);
    await slowed.nth(opened.length - 1).waitFor();
    for (const list of opened) assert.ok((await jobIdsBelow(workbench, new RegExp(`^${list}`))).length > 0, list);
    for (const one of undo) one();
  });

  it('say without a request which services a region does not have', async () => {
    const { workbench } = connected;
    await workbench.setSettings({
      'importJobs.connections': [{ profile: 'elsewhere', region: 'mx-central-1' }],
    });
    await workbench.row(/^elsewhere · mx-central-1/).waitFor();
    const asked = connected.asked().length;
    for (const path of [
      ['SES Mail Manager'],
      ['Customer Profiles'],
      ['Amazon SES', 'Export jobs'],
      ['Amazon Pinpoint'],
    ]) {
      // The row below begins with the same name.
      for (const name of path) await workbench.expand(new RegExp(`^${name}(?! is)`));
      await workbench
        .row(new RegExp(`${path[0] ?? ''} is not available in mx-central-1`))
        .first()
        .waitFor();
    }
    assert.deepEqual(connected.asked(asked), []);
  });
});
