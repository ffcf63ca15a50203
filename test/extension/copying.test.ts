import assert from 'node:assert/strict';
import { commands, window, workspace } from 'vscode';
import { eventually } from '../support/eventually';
import { isOperation } from '../support/operations';
import { mayHaveFile, sesJobsIn, stateOfSesJob, type SesJob } from '../support/wire';
import { ConnectedHost } from './support/host';
import type { Row } from './support/treeRows';

describe('Copying', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];
  let jobs: readonly SesJob[];

  beforeEach(async () => {
    connected = await ConnectedHost.start({ pageSize: 15 });
    ({ host } = connected);
    await host.rows(connected.label, 'Amazon SES', 'Suppression list');
    jobs = sesJobsIn(connected.answer('ListImportJobs').body);
  });
  afterEach(() => host.stop());

  /** Returns the ids of jobs in this state, newest first. */
  const idsOf = (state: string) => jobs.filter((job) => stateOfSesJob(job) === state).map(({ JobId }) => JobId);
  const withFile = () => idsOf('Completed with failures');
  const rowOf = (id: string): Promise<Row> =>
    host.row(connected.label, 'Amazon SES', 'Suppression list', new RegExp(`job ${id},`));

  /** Returns the responses about single jobs since the log had `since` responses. */
  const read = (since = 0) =>
    connected.answers
      .slice(since)
      .filter(({ operation }) => operation === 'ses GetImportJob')
      .map(({ body }) => JSON.parse(body) as SesJob);
  const urlsIn = (answers: readonly SesJob[]) => answers.map(({ FailureInfo }) => FailureInfo?.FailedRecordsS3Url);

  it('lets the user pick a job for a command without a row and selection', async () => {
    const [JobId = ''] = withFile();
    host.window.pick(JobId);
    await host.run('copyFailedRecordsUrl');
    const states = (host.window.picked.at(-1) ?? []).map(({ description = '' }) => description.split(' · ')[0]);
    const served = jobs.filter(mayHaveFile).map(stateOfSesJob);
    assert.ok(served.length < jobs.length);
    assert.deepEqual(states.toSorted(), served.toSorted(), 'Only jobs that may have failed records are listed.');
    const failed = states.map((state) => state === 'Failed' || state === 'Completed with failures');
    assert.deepEqual(
      failed,
      failed.toSorted((a, b) => Number(b) - Number(a)),
      'Those with failures are first.',
    );
    assert.equal(host.window.titles.at(-1), 'Copy Failed Records URL');
    const url = await host.clipboard();
    assert.deepEqual([url], urlsIn(read()));
    assert.match(url, new RegExp(`${JobId}.*X-Amz-Signature=`));
  });

  it('uses the selected job for a command without a row', async () => {
    const [, JobId = ''] = withFile();
    await host.reveal(await rowOf(JobId));
    await host.run('copyJobId');
    assert.equal(await host.clipboard(), JobId);
  });

  it('says that no job has been loaded when there is none to pick', async () => {
    await host.set({ connections: [] });
    await host.run('copyJobId');
    await host.window.message('No import jobs are loaded yet.');
  });

  it('copies a new failed-records URL, which works', async () => {
    const { server } = connected;
    const [, JobId = ''] = withFile();
    await host.run('copyFailedRecordsUrl', await rowOf(JobId));
    const first = await host.clipboard();

    // The first has expired by then.
    server.advance(16 * 60_000);
    const since = connected.answers.length;
    await host.run('copyFailedRecordsUrl', await rowOf(JobId));
    const url = await host.clipboard();
    assert.notEqual(url, first);
    assert.deepEqual(
      read(since).map((job) => job.JobId),
      [JobId],
    );
    assert.deepEqual([url], urlsIn(read(since)));
    assert.equal((await fetch(first)).status, 403);
    assert.match(await (await fetch(url)).text(), /^line,emailAddress,errorMessage\n\d+,/);
    assert.match(host.window.statusBarMessages.at(-1) ?? '', /^\$\(check\) Failed records URL copied\. /);
  });

  it('copies a line for each selected job', async () => {
    const [one = '', two = ''] = withFile();
    const [none = ''] = idsOf('Completed');
    const rows = [await rowOf(two), await rowOf(one), await rowOf(none)];
    await host.within(host.run('copyFailedRecordsUrl', ...rows));
    const lines = (await host.clipboard()).split('\n');
    assert.equal(read().length, 3);
    assert.deepEqual(
      lines,
      urlsIn(read()).filter((url) => url !== undefined),
    );
    assert.equal(lines.length, 2);

    await host.run('copyJobId', ...rows);
    assert.deepEqual((await host.clipboard()).split('\n'), [two, one, none]);
    assert.match(host.window.statusBarMessages.at(-1) ?? '', /3 job IDs copied/);
    await host.within(host.run('copyAsJson', ...rows));
    const copied = (await host.clipboard()).split('\n').map((line) => (JSON.parse(line) as SesJob).JobId);
    assert.deepEqual(copied, [two, one, none]);
  });

  it('copies nothing when cancelled', async () => {
    const { server } = connected;
    const [one = '', two = ''] = withFile();
    const hold = server.hold(isOperation('ses GetImportJob'));
    const copying = host.run('copyFailedRecordsUrl', await rowOf(one), await rowOf(two));
    await hold.arrived;
    host.window.works.at(-1)?.cancel();
    hold.release();
    await copying;
    assert.deepEqual([await host.clipboard(), read().length], ['', 1]);
  });

  it('reports a job without failed records, and one that cannot be read', async () => {
    const [, JobId = ''] = idsOf('Completed');
    await host.within(host.run('copyFailedRecordsUrl', await rowOf(JobId)));
    await host.window.message(/^This import job has no file of failed records\.$/);
    assert.equal(await host.clipboard(), '');

    connected.server.answer(isOperation('ses GetImportJob'), {
      status: 404,
      headers: { 'x-amzn-errortype': 'NotFoundException' },
      body: '{}',
    });
    await host.within(host.run('copyFailedRecordsUrl', await rowOf(JobId)));
    const { kind } = await host.window.message(/^The import job could not be read\. \S/);
    assert.equal(kind, 'error');
    assert.equal(await host.clipboard(), '');
  });

  it('copies the id and source of a job, reading the job if the list lacks its source', async () => {
    const [, , , JobId = ''] = idsOf('Completed');
    await host.run('copyJobId', await rowOf(JobId));
    assert.equal(await host.clipboard(), JobId);
    assert.deepEqual(read(), []);
    await host.run('copySourceUrl', await rowOf(JobId));
    const source = await host.clipboard();
    assert.match(source, /^s3:\/\/example-imports\//);
    assert.deepEqual(
      read().map(({ ImportDataSource }) => ImportDataSource?.S3Url),
      [source],
    );
  });

  it('copies commands of the AWS CLI, a line for each job', async () => {
    const [one = '', two = ''] = idsOf('Completed');
    const rows = [await rowOf(one), await rowOf(two)];
    assert.match(rows[0]?.item.contextValue ?? '', /;cliCommand;.*;rerunCommand;/);
    const where = `--profile ${connected.entry.profile} --region eu-west-1`;
    await host.run('copyAsCliCommand', ...rows);
    assert.deepEqual(
      (await host.clipboard()).split('\n'),
      [one, two].map((id) => `aws sesv2 get-import-job --job-id ${id} ${where}`),
    );
    assert.deepEqual(read(), [], 'No request is needed.');
    assert.match(host.window.statusBarMessages.at(-1) ?? '', /2 AWS CLI commands for POSIX shells copied/);

    await host.within(host.run('copyRerunCommand', ...rows));
    const lines = (await host.clipboard()).split('\n');
    const commands = lines.filter((line) => !line.startsWith('# '));
    assert.deepEqual(
      commands.map((line) => /"S3Url":"([^"]*)"/.exec(line)?.[1]),
      read().map(({ ImportDataSource }) => ImportDataSource?.S3Url),
    );
    assert.match(commands[1] ?? '', new RegExp(`^aws sesv2 create-import-job .* ${where}$`));
    assert.match(lines[0] ?? '', /^# /);
    assert.ok(
      connected.answers.every(({ operation }) => !operation.includes('Create')),
      'Nothing was run.',
    );
  });

  it('opens the row that a command was called on, not the first of those selected', async () => {
    const rows = await Promise.all([...idsOf('Completed').slice(0, 1), ...withFile().slice(0, 1)].map(rowOf));
    const [other = assert.fail(), row = assert.fail()] = rows;
    // VS Code passes the selected rows in their order.
    await commands.executeCommand('importJobs.openAsJson', row.node, [other.node, row.node]);
    const { document } = window.activeTextEditor ?? assert.fail('No editor is open.');
    assert.match(document.getText(), new RegExp(`"JobId": "${withFile()[0] ?? ''}"`));
  });

  it('opens the page of the list in the AWS console', async () => {
    const [one = ''] = idsOf('Completed');
    await host.run('openInConsole', await rowOf(one));
    assert.deepEqual(host.window.opened, [
      'https://eu-west-1.console.aws.amazon.com/ses/home?region=eu-west-1#/suppression-list',
    ]);
  });

  it('copies no ARN while the account is unknown, and no command for sample data', async () => {
    const [one = ''] = idsOf('Completed');
    await host.run('copyArn', await rowOf(one));
    await host.window.message(/^This import job has no ARN, or its account ID is not known yet\.$/);
    await host.set({ sampleAccount: true });
    const [row] = await host.rows('Sample account', 'Amazon SES', 'Suppression list');
    assert.doesNotMatch(row?.item.contextValue ?? '', /cliCommand|rerunCommand|arn/);
  });

  it('copies and opens the response as JSON, without the secret of its URL', async () => {
    const [JobId = ''] = withFile();
    await host.run('copyAsJson', await rowOf(JobId));
    const copied = await host.clipboard();
    const sent = read().at(-1) ?? assert.fail();
    const job = JSON.parse(copied) as SesJob;
    assert.deepEqual(Object.keys(job).sort(), Object.keys(sent).sort());
    assert.equal(job.FailureInfo?.FailedRecordsS3Url, sent.FailureInfo?.FailedRecordsS3Url?.replace(/\?.*/, '?…'));
    assert.doesNotMatch(copied, /X-Amz/);

    await host.run('openAsJson', await rowOf(JobId));
    const { document } = window.activeTextEditor ?? assert.fail('No editor is open.');
    assert.equal(document.getText().trim(), copied);
    assert.deepEqual([document.uri.scheme, document.languageId], ['import-jobs', 'json']);
    assert.equal(workspace.fs.isWritableFileSystem('import-jobs') ?? false, false);
  });

  it('reads a job for its JSON if the list left out details', async () => {
    const [JobId = ''] = idsOf('Completed');
    await host.run('openAsJson', await rowOf(JobId));
    const { document } = window.activeTextEditor ?? assert.fail('No editor is open.');
    assert.ok(document.uri.path.endsWith(`${JobId}.json`));
    const [sent] = read();
    await eventually(() => {
      const shown = JSON.parse(document.getText()) as SesJob;
      assert.deepEqual(Object.keys(shown).sort(), Object.keys(sent ?? assert.fail('It was not asked for.')).sort());
      assert.equal(shown.ProcessedRecordsCount, sent?.ProcessedRecordsCount);
    });
  });

  it("shows a job's summary from the list when the job cannot be read", async () => {
    const [JobId = ''] = idsOf('Completed');
    connected.server.answer(isOperation('ses GetImportJob'), { status: 500, headers: {}, body: '' });
    await host.within(host.run('openAsJson', await rowOf(JobId)));
    await host.window.message(/^Could not load the full job; showing the summary from the list\. /);
    const { document } = window.activeTextEditor ?? assert.fail('No editor is open.');
    assert.equal((JSON.parse(document.getText()) as SesJob).JobId, JobId);
  });
});
