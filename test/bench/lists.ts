import { GetImportJobsCommand, PinpointClient } from '@aws-sdk/client-pinpoint';
import { ListImportJobsCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { resolve } from 'node:path';
import type * as aws from '../../src/aws/index';
import { systemClock } from '../../src/core/clock';
import { Folder } from '../../src/core/folder';
import { JobStore } from '../../src/core/jobStore';
import type { Branch, JobSource } from '../../src/core/source';
import { application } from '../support/manyJobs';
import { OwnAwsFiles } from '../support/ownAwsFiles';
import { profileFor } from '../support/testServerProfile';
import { findCommand, run } from '../support/vscode/run';
import { count, ms, sideBySide, times, type Line, type Section } from './report';
import { served } from './serve';

const never = new AbortController().signal;
const region = 'eu-west-1';
const all = 10_000;
/** Of the pages that the AWS CLI is asked for, instead of a hundred: each is a process of its own. */
const cliPages = 8;

const lifted = { burst: 1_000_000, interval: 1000 };

/** Loaded as VS Code would load it: what is shipped is what is measured. */
async function sourcesOf(delay: number): Promise<readonly JobSource[]> {
  const { connect, Gates } = (await import(resolve('dist/aws.js'))) as typeof aws;
  return connect(
    { id: 'work', kind: 'aws', label: 'Work', region, profile: 'work' },
    {
      pageSize: () => 100,
      segments: () => 'imported',
      formatCount: String,
      trace: () => undefined,
      report: (error) => {
        throw error;
      },
      clock: systemClock,
      // Else the limit of SES would be measured: a second for each request after the first few. Pinpoint's is no matter on any network.
      gates: new Gates(systemClock, () => undefined, { SES: lifted, ...(delay === 0 ? { Pinpoint: lifted } : {}) }),
    },
  );
}

/** A list as the tree has it, opened for the first time. */
function folderOf(branch: Branch): Folder {
  return new Folder({ connectionId: 'work', branch, store: new JobStore(), now: Date.now, onChange: () => undefined });
}

interface Clients {
  readonly ses: SESv2Client;
  readonly pinpoint: PinpointClient;
}

interface Raw {
  readonly NextToken?: string;
}

const asJson = { 'content-type': 'application/json' };
const list = '/v2/email/import-jobs/list';
const jobsPath = `/v1/apps/${application}/jobs/import`;

async function fetched(url: string, body?: object): Promise<Raw> {
  const answer = await fetch(
    url,
    body === undefined ? {} : { method: 'POST', headers: asJson, body: JSON.stringify(body) },
  );
  return (await answer.json()) as Raw;
}

async function sdkLoop({ pinpoint }: Clients): Promise<void> {
  let Token: string | undefined;
  do {
    const { ImportJobsResponse: page } = await pinpoint.send(
      new GetImportJobsCommand({ ApplicationId: application, PageSize: '100', Token }),
    );
    Token = page?.NextToken;
  } while (Token !== undefined);
}

async function fetchLoop(url: string): Promise<void> {
  let token: string | undefined;
  do {
    const page = await fetched(`${url}${jobsPath}?page-size=100${token === undefined ? '' : `&token=${token}`}`);
    token = page.NextToken;
  } while (token !== undefined);
}

async function cliLoop(url: string): Promise<void> {
  for (let page = 0; page < cliPages; page++) {
    const token = page === 0 ? [] : ['--token', String(page * 100)];
    const args = ['pinpoint', 'get-import-jobs', '--application-id', application, '--page-size', '100', ...token];
    const place = ['--endpoint-url', url, '--region', region, '--profile', 'work'];
    await run('aws', [...args, ...place], { env: { ...process.env, AWS_PAGER: '' } });
  }
}

async function allJobsOf(pinpoint: JobSource): Promise<Branch> {
  const root = folderOf(pinpoint.root);
  await root.loadMore();
  const [app] = root.branches;
  const branch = app?.fixed?.find(({ kind }) => kind === 'allJobs');
  if (branch === undefined) throw new Error('The application has no list of all its jobs.');
  return branch;
}

/** Lists, against what is the least: the same requests by the SDK alone, and by `fetch` alone. */
export async function lists(latency: number): Promise<Section> {
  const [slow, fast] = await Promise.all([served(all, latency), served(all, 0)]);
  const files = await OwnAwsFiles.make();
  try {
    const lines: Line[] = [];
    for (const { url, delay } of [
      { url: slow.url, delay: latency },
      { url: fast.url, delay: 0 },
    ]) {
      const { config, credentials } = profileFor({ url }, { name: 'work' });
      // A folder of its own for each: the SDK remembers files by their path.
      const own = await OwnAwsFiles.make({ config, credentials });
      lines.push(...(await compared(url, delay)));
      await own.takeAway();
    }
    return {
      title: 'Reading lists',
      note:
        `Against a server in another process: first with ${latency} ms of latency, then with none, where nothing but our own work is left to see. ` +
        '“Ours” is `dist/aws.js` and the list that the tree draws from. All keep their connections. The limit of SES, a request a second, is lifted for this, and ours for Pinpoint, 50 a second, where there is no latency. ' +
        `The AWS CLI reads ${cliPages} pages, each a process; its time is scaled to 100.`,
      lines,
    };
  } finally {
    slow.stop();
    fast.stop();
    await files.takeAway();
  }
}

async function compared(url: string, delay: number): Promise<readonly Line[]> {
  const [ses, pinpoint] = await sourcesOf(delay);
  const suppressionList = ses?.root.fixed?.[0];
  if (pinpoint === undefined || suppressionList === undefined) throw new Error('A service is missing.');
  const allJobs = await allJobsOf(pinpoint);
  const credentials = { accessKeyId: 'SAMPLEKEY1', secretAccessKey: 'not-a-secret' };
  const clients = {
    ses: new SESv2Client({ region, endpoint: url, credentials }),
    pinpoint: new PinpointClient({ region, endpoint: url, credentials }),
  };
  const asked = { ImportDestinationType: 'SUPPRESSION_LIST', PageSize: 100 } as const;
  const firsts = {
    'Suppression list': {
      ours: () => folderOf(suppressionList).loadMore(),
      sdk: () => clients.ses.send(new ListImportJobsCommand(asked)),
      fetch: () => fetched(`${url}${list}`, asked),
    },
    'all jobs of an application': {
      ours: () => folderOf(allJobs).loadMore(),
      sdk: () => clients.pinpoint.send(new GetImportJobsCommand({ ApplicationId: application, PageSize: '100' })),
      fetch: () => fetched(`${url}${jobsPath}?page-size=100`),
    },
  };
  const lines: Line[] = [];
  const with_ = delay === 0 ? 'no latency' : `${delay} ms`;
  for (const [name, works] of Object.entries(firsts)) {
    await sideBySide(3, works);
    lines.push(
      ...against(
        `First rows, ${name} (${with_})`,
        await sideBySide(delay === 0 ? 60 : 20, works),
        delay === 0 ? undefined : 1.2,
      ),
    );
  }
  const ours = async () => {
    const folder = folderOf(allJobs);
    await folder.loadAll(never, () => undefined);
    if (folder.jobs.length !== all) throw new Error(`${folder.jobs.length} jobs were read.`);
  };
  const reads = { ours, sdk: () => sdkLoop(clients), fetch: () => fetchLoop(url) };
  const whole = await sideBySide(5, reads);
  lines.push(...against(`${count(all)} jobs (${with_})`, whole, delay === 0 ? undefined : 1.1));
  if (delay > 0) lines.push(await cliLine(url, whole.ours));
  return lines;
}

function against(
  what: string,
  { ours, sdk, fetch }: Record<'ours' | 'sdk' | 'fetch', number>,
  most: number | undefined,
): readonly Line[] {
  const budget = most === undefined ? {} : { budget: `≤ ${most} ×`, kept: ours / sdk <= most };
  return [
    { what, ours: ms(ours), beside: `bare SDK: ${ms(sdk)}`, ratio: times(ours, sdk), ...budget },
    { what: '', ours: '', beside: `bare \`fetch\`: ${ms(fetch)}`, ratio: times(ours, fetch) },
  ];
}

async function cliLine(url: string, ours: number): Promise<Line> {
  if (findCommand('aws') === undefined) return { what: '', ours: '', beside: 'AWS CLI: not installed here' };
  const { cli } = await sideBySide(1, { cli: () => cliLoop(url) });
  const scaled = (cli * all) / 100 / cliPages;
  return { what: '', ours: '', beside: `AWS CLI, scaled: ${ms(scaled)}`, ratio: times(ours, scaled) };
}
