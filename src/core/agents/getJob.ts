import { unpromptedPurpose } from '../base/request';
import type { Account } from '../connections/account';
import { failureOf } from '../failures/failure';
import { jobReferencesIn, type JobReference } from '../find/jobReferences';
import { requestJobs } from '../find/requestJobs';
import { accountsFor, noAccountText, withoutRepeats, type AgentContext, type ToolCall } from './agentContext';
import { withinBudget } from './budget';
import { jsonLine, type DataLine } from './dataLines';
import { detailLines, isSettled, jobLine, problemLine, type LocatedJob } from './jobLines';
import { jobIntroduction, noReference, noRoom, withData } from './modelTexts';
import { jobQueryOf } from './toolInput';

interface Found {
  readonly jobs: readonly LocatedJob[];
  readonly problems: readonly DataLine[];
}

/**
 * Describes one import job for a language model, with its failures. Requests the job unless everything about it is
 * known.
 * @param input the job's ID, ARN or URL as the language model gave it
 * @throws InputError; the signal's reason once it is aborted
 */
export async function getJob(input: unknown, context: AgentContext, { signal, budget }: ToolCall): Promise<string> {
  const query = jobQueryOf(input);
  const { services } = context;
  const selected = accountsFor(context, query.connection);
  if (selected.length === 0) {
    return noAccountText(context);
  }
  const references = jobReferencesIn(query.job, services());
  const known = knownJobs([query.job, ...references.map(({ id }) => id)], selected, context);
  if (known.length === 0 && references.length === 0) {
    return noReference;
  }
  const { jobs, problems } =
    known.length > 0 ? await updated(known, signal) : await requested(references, selected, context, signal);
  signal.throwIfAborted();
  const lines = [...problems, ...jobs.map(jobLine), ...jobs.flatMap(({ job }) => detailLines(job))].map(jsonLine);
  const marker = context.marker();
  const render = (count: number) =>
    withData(jobIntroduction(jobs.length, lines.length - count, problems.length), lines.slice(0, count), marker);
  return withinBudget(lines.length, render, budget, noRoom);
}

function knownJobs(ids: readonly string[], accounts: readonly Account[], context: AgentContext): readonly LocatedJob[] {
  const known = accounts.flatMap((account) =>
    context.store
      .jobsOf(account.connection.id)
      .filter(({ id }) => ids.includes(id))
      .map((job) => ({ account, job })),
  );
  return withoutRepeats(known, context.accounts);
}

/** Requests jobs that may have changed or lack details. Jobs that cannot be requested stay as last read. */
async function updated(jobs: readonly LocatedJob[], signal: AbortSignal): Promise<Found> {
  const problems: DataLine[] = [];
  const update = async ({ account, job }: LocatedJob): Promise<LocatedJob> => {
    if (isSettled(job)) {
      return { account, job };
    }
    try {
      return { account, job: await account.getJob(job, unpromptedPurpose, signal) };
    } catch (error) {
      problems.push(problemLine(account, job.service, failureOf(error)));
      return { account, job };
    }
  };
  return { jobs: await Promise.all(jobs.map(update)), problems };
}

async function requested(
  references: readonly JobReference[],
  accounts: readonly Account[],
  { store, identityOf, accounts: all }: AgentContext,
  signal: AbortSignal,
): Promise<Found> {
  const { found, failures } = await requestJobs(references, accounts, {
    signal,
    identityOf,
    jobsOf: (connectionId) => store.jobsOf(connectionId),
    purpose: unpromptedPurpose,
  });
  return {
    jobs: withoutRepeats(found, all),
    problems: failures.map(({ account, failure }) => problemLine(account, undefined, failure)),
  };
}
