import { Agent, request } from 'node:https';
import { resolve } from 'node:path';
import { json } from 'node:stream/consumers';
import { extensions } from 'vscode';
import type * as aws from '../../../src/services/sdk';
import { systemClock } from '../../../src/core/base/clock';
import { Folder } from '../../../src/core/jobs/folder';
import { JobStore } from '../../../src/core/jobs/jobStore';
import type { Branch, JobSource } from '../../../src/core/jobs/source';
import { application } from '../../support/manyJobs';
import { sideBySide } from '../report';

/** In milliseconds, the median of several rounds. */
export type Reads = Readonly<Record<'suppressionList' | 'allJobs' | 'everything', Record<'ours' | 'bare', number>>>;

const never = new AbortController().signal;
const unlimited = { burst: 1_000_000, interval: 1000 };
const agent = new Agent({ keepAlive: true });

/** Reads lists with the product's bundle, and with bare requests that keep their connection, for comparison. */
export async function reads(): Promise<Reads> {
  const { IMPORT_JOBS_SERVER: url = '', IMPORT_JOBS_JOBS: count = '' } = process.env;
  const all = await sources();
  const [ses, pinpoint] = ['ses', 'pinpoint'].map((id) => all.find(({ service }) => service === id));
  const suppressionList = ses?.root.fixed?.find(({ id }) => id === 'suppressionList');
  const allJobs = pinpoint && (await allJobsOf(pinpoint));
  if (suppressionList === undefined || allJobs === undefined) throw new Error('A list is missing.');

  const sesPage = { ImportDestinationType: 'SUPPRESSION_LIST', PageSize: 100 };
  const jobsUrl = `${url}/v1/apps/${application}/jobs/import?page-size=100`;
  const works = {
    suppressionList: {
      ours: () => folderOf(suppressionList).loadMore(),
      bare: () => bareRequest(`${url}/v2/email/import-jobs/list`, sesPage),
    },
    allJobs: { ours: () => folderOf(allJobs).loadMore(), bare: () => bareRequest(jobsUrl) },
  };
  const everything = {
    ours: async () => {
      const folder = folderOf(allJobs);
      await folder.loadAll(never, () => undefined);
      if (folder.jobs.length !== Number(count)) throw new Error(`${folder.jobs.length} jobs were read.`);
    },
    bare: async () => {
      let token: string | undefined;
      do {
        const { NextToken: next } = await bareRequest(token === undefined ? jobsUrl : `${jobsUrl}&token=${token}`);
        token = next;
      } while (token !== undefined);
    },
  };
  // Opens connections and compiles code before measuring.
  for (const each of Object.values(works)) await sideBySide(3, each);
  return {
    suppressionList: await sideBySide(30, works.suppressionList),
    allJobs: await sideBySide(30, works.allJobs),
    everything: await sideBySide(4, everything),
  };
}

async function sources(): Promise<readonly JobSource[]> {
  const folder = extensions.getExtension('import-jobs.import-jobs')?.extensionPath ?? '';
  const { connect, RateLimits } = (await import(resolve(folder, 'dist/aws.js'))) as typeof aws;
  return connect(
    { id: 'work', kind: 'aws', label: 'Work', region: 'eu-west-1', profile: 'work' },
    {
      pageSize: () => 100,
      setting: () => undefined,
      formatCount: String,
      trace: () => undefined,
      report: (error) => {
        throw error;
      },
      clock: systemClock,
      // Otherwise this would measure the rate limit of SES.
      rateLimits: new RateLimits(systemClock, () => undefined, { ses: unlimited, pinpoint: unlimited }),
    },
  );
}

/** Opens a list for the first time, like the tree. */
function folderOf(branch: Branch): Folder {
  return new Folder({ connectionId: 'work', branch, store: new JobStore(), now: Date.now, onChange: () => undefined });
}

async function allJobsOf(pinpoint: JobSource): Promise<Branch | undefined> {
  const root = folderOf(pinpoint.root);
  await root.loadMore();
  return root.branches[0]?.fixed?.[0];
}

/** Sends a request with a keep-alive header, without which VS Code closes the connection. */
async function bareRequest(url: string, body?: object): Promise<{ readonly NextToken?: string }> {
  const headers = { connection: 'keep-alive', 'content-type': 'application/json' };
  return new Promise((done, fail) => {
    const sent = request(url, { agent, headers, method: body === undefined ? 'GET' : 'POST' }, (response) => {
      json(response).then((value) => {
        done(value as { readonly NextToken?: string });
      }, fail);
    });
    sent.once('error', fail);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
