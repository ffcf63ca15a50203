import * as l10n from '@vscode/l10n';
import { MarkdownString, type PreparedToolInvocation } from 'vscode';
import { accountsFor, type AgentContext } from '../../core/agents/agentContext';
import { jobQueryOf, listQueryOf } from '../../core/agents/toolInput';
import type { Account } from '../../core/connections/account';
import { listText } from '../../core/text/listText';
import { escapeMarkdown } from '../escape';

/** Maximum number of characters of an ID that are shown. */
const maxLength = 80;

/** Returns the confirmation shown before a language model lists import jobs. */
export function confirmListJobs(input: unknown, context: AgentContext): PreparedToolInvocation {
  const services = context.services();
  const query = queryOf(() =>
    listQueryOf(
      input,
      services.map(({ id }) => id),
      () => context.clock.now(),
    ),
  );
  const accounts = accountsFor(context, query?.connection ?? '');
  const labels = services.filter(({ id }) => query?.includes(id) ?? true).map(({ label }) => label);
  return prepared(
    l10n.t('Let the language model list import jobs?'),
    l10n.t('Reads import jobs of {0} in {1}.', named(labels), connectionsText(accounts)),
    accounts,
    l10n.t('Reading import jobs'),
  );
}

/** Returns the confirmation shown before a language model gets an import job. */
export function confirmGetJob(input: unknown, context: AgentContext): PreparedToolInvocation {
  const query = queryOf(() => jobQueryOf(input));
  const accounts = accountsFor(context, query?.connection ?? '');
  const id = escapeMarkdown(shortened(query?.job ?? ''));
  return prepared(
    l10n.t('Let the language model read an import job?'),
    l10n.t('Reads the import job {0} with its failures in {1}.', id, connectionsText(accounts)),
    accounts,
    l10n.t('Reading import job {0}', id),
  );
}

function prepared(
  title: string,
  what: string,
  accounts: readonly Account[],
  invocationMessage: string,
): PreparedToolInvocation {
  const paragraphs = [
    what,
    accounts.some(({ connection }) => connection.kind === 'aws')
      ? l10n.t('Sends requests to AWS for what was not read within the last minute. Nothing in AWS is changed.')
      : l10n.t('Sends no request to AWS.'),
    l10n.t(
      'The language model receives IDs, names, sources, counts and failure messages, which can contain data of the imported file. It receives no links and no credentials.',
    ),
  ];
  return {
    invocationMessage: new MarkdownString(invocationMessage),
    confirmationMessages: { title, message: new MarkdownString(paragraphs.join('\n\n')) },
  };
}

/** Returns a query; `undefined` for invalid input, which the tool itself rejects. */
function queryOf<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

function connectionsText(accounts: readonly Account[]): string {
  return accounts.length === 0 ? l10n.t('no connection') : named(accounts.map(({ connection }) => connection.label));
}

function named(labels: readonly string[]): string {
  return listText(labels.map((label) => escapeMarkdown(shortened(label))));
}

function shortened(text: string): string {
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}
