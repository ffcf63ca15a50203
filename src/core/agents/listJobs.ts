import { unpromptedPurpose } from '../base/request';
import type { Account } from '../connections/account';
import { failureOf } from '../failures/failure';
import { newestFirst } from '../jobs/job';
import { accountsFor, noAccountText, withoutRepeats, type AgentContext, type ToolCall } from './agentContext';
import { withinBudget } from './budget';
import { jsonLine, type DataLine } from './dataLines';
import { jobLine, lacksReasons, problemLine, type LocatedJob } from './jobLines';
import { listIntroduction, noRoom, withData } from './modelTexts';
import { readForAgents } from './readForAgents';
import { listQueryOf } from './toolInput';

/** Maximum number of jobs in a result. */
const maxJobs = 100;
/** Maximum number of jobs whose failure reasons are requested for a result. */
const maxReasons = 20;

/**
 * Lists import jobs for a language model, newest first, with the reasons of failures. First reads lists that are not up
 * to date.
 * @param input conditions as the language model gave them
 * @throws InputError; the signal's reason once it is aborted
 */
export async function listJobs(input: unknown, context: AgentContext, { signal, budget }: ToolCall): Promise<string> {
  const { accounts, store, clock } = context;
  const query = listQueryOf(
    input,
    context.services().map(({ id }) => id),
    () => clock.now(),
  );
  const selected = accountsFor(context, query.connection);
  if (selected.length === 0) {
    return noAccountText(context);
  }
  const { gaps, unread, problems } = await readForAgents(selected, query.includes, signal);
  const find = () => {
    const read = selected.flatMap((account) => store.jobsOf(account.connection.id).map((job) => ({ account, job })));
    const ofServices = withoutRepeats(read, accounts).filter(({ job }) => query.includes(job.service));
    return { read: ofServices.length, matching: ofServices.filter(({ job }) => query.matches(job)).sort(newestFirst) };
  };
  const refused = await readReasons(find().matching.slice(0, maxJobs), signal);
  // Search again: a job may have changed, and the text may be in a reason.
  const { read, matching } = find();
  const jobs = matching.slice(0, maxJobs);
  const first = [...problems, ...refused];
  const lines = [...first, ...jobs.map(jobLine), ...unread].map(jsonLine);
  const marker = context.marker();
  const render = (count: number) => {
    const listed = jobs.slice(0, Math.max(0, count - first.length));
    const introduction = listIntroduction({
      matching: matching.length,
      listed: listed.length,
      read,
      withoutReasons: listed.filter(({ job }) => lacksReasons(job)).length,
      gaps,
      problems: first.length,
      now: clock.now(),
    });
    return withData(introduction, lines.slice(0, count), marker);
  };
  return withinBudget(lines.length, render, budget, noRoom);
}

/** Requests the reasons of the newest failed jobs, which lists leave out. Returns why requests failed. */
async function readReasons(jobs: readonly LocatedJob[], signal: AbortSignal): Promise<readonly DataLine[]> {
  const wanted = jobs.filter(({ job }) => lacksReasons(job)).slice(0, maxReasons);
  const refused = await Promise.all(
    [...Map.groupBy(wanted, ({ account }) => account)].map(([account, ofAccount]) =>
      readReasonsOf(
        account,
        ofAccount.map(({ job }) => job),
        signal,
      ),
    ),
  );
  return refused.flat();
}

/** Requests one job after another, so that nothing more is requested after a service's first failure. */
async function readReasonsOf(
  account: Account,
  jobs: readonly LocatedJob['job'][],
  signal: AbortSignal,
): Promise<readonly DataLine[]> {
  const refused = new Map<string, DataLine>();
  for (const job of jobs) {
    if (!refused.has(job.service) && account.credentialError === undefined) {
      try {
        await account.getJob(job, unpromptedPurpose, signal);
      } catch (error) {
        signal.throwIfAborted();
        const failure = failureOf(error);
        if (failure.kind !== 'notFound') {
          refused.set(job.service, problemLine(account, job.service, failure));
        }
      }
    }
  }
  return [...refused.values()];
}
