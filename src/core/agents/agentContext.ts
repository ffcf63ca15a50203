import type { Clock } from '../base/clock';
import type { Account } from '../connections/account';
import type { Accounts } from '../connections/accounts';
import type { JobStore } from '../jobs/jobStore';
import type { ServiceDescription } from '../jobs/serviceDescription';
import type { Budget } from './budget';
import type { LocatedJob } from './jobLines';
import { noConnections, noSuchConnection, onlyCopies } from './modelTexts';
import { connectionsLike } from './toolInput';

/** Dependencies of the tools for language models. */
export interface AgentContext {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly clock: Pick<Clock, 'now'>;
  /** Returns the services that the settings show. */
  readonly services: () => readonly ServiceDescription[];
  /** Returns the AWS account ID of a connection, if known. */
  readonly identityOf: (connectionId: string) => string | undefined;
  /** Returns a random text, different each time, which marks where data begins and ends. */
  readonly marker: () => string;
}

/** One use of a tool. */
export interface ToolCall {
  /** Stops all requests. */
  readonly signal: AbortSignal;
  /** Absent if the length of the result is not limited. */
  readonly budget: Budget | undefined;
}

/** Returns the accounts to read: those whose label contains a text or, without one, all except saved copies. */
export function accountsFor({ accounts }: Pick<AgentContext, 'accounts'>, connection: string): readonly Account[] {
  return connection.trim() === ''
    ? accounts.all.filter(({ connection: { kind } }) => kind !== 'copy')
    : connectionsLike(accounts.all, connection);
}

/** Returns why no account is to be read. */
export function noAccountText(context: Pick<AgentContext, 'accounts'>): string {
  if (context.accounts.all.length === 0) {
    return noConnections;
  }
  const others = accountsFor(context, '').length;
  return others === 0 ? onlyCopies : noSuchConnection(others);
}

/** Returns jobs without repeats from other connections to the same AWS account. */
export function withoutRepeats(jobs: readonly LocatedJob[], accounts: Accounts): readonly LocatedJob[] {
  const names = new Set<string>();
  return jobs.filter(({ account, job }) => {
    const name = accounts.jobName(account.connection.id, job.key);
    const isNew = !names.has(name);
    names.add(name);
    return isNew;
  });
}
