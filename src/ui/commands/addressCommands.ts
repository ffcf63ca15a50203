import * as l10n from '@vscode/l10n';
import { env, ThemeIcon, Uri, window, type QuickPickItem } from 'vscode';
import type { Account } from '../../core/connections/account';
import { checkAddress, checkFailureOf } from '../../core/addresses/checkAddress';
import type { AddressFinding } from '../../core/addresses/finding';
import { findingText } from '../../core/addresses/findingText';
import { explain } from '../../core/failures/explain';
import type { ServiceFailure } from '../../core/failures/failure';
import type { ImportJob } from '../../core/jobs/job';
import type { Formats } from '../../core/text/formats';
import { unlessAborted } from '../../core/base/unlessAborted';
import { askForAddress, selectedAddress } from '../addresses/askForAddress';
import { ownerOf } from '../failedRecords/recordsUri';
import { showInformation, showReadFailure } from '../messages';
import { pickOne } from '../quickPick';
import { accountOf } from '../tree/nodes';
import { withCancel } from '../withCancel';
import { accountFor, type AccountNeed } from './accountTargets';
import type { CommandContext } from './context';
import type { Handlers } from './names';
import { copyPolicyFor } from './policyCommands';
import { isNode } from './targets';

const title = l10n.t('Check an Address');

const need: AccountNeed = {
  title,
  canServe: ({ connection }) => connection.kind !== 'copy' && connection.problem === undefined,
  none: l10n.t('There are no connections in which to check an address.'),
};

/** A connection, with the jobs whose lists to check. */
interface Scope {
  readonly account: Account;
  readonly jobs: readonly ImportJob[];
}

interface FindingItem extends QuickPickItem {
  readonly run: () => unknown;
}

/**
 * The command that looks up an email address in AWS. The address is never logged or stored, and never in a
 * notification.
 */
export function addressCommands(context: CommandContext) {
  return {
    checkAddress: async (node, nodes) => {
      const editor = node instanceof Uri || !isNode(node) ? recordsEditor(node) : undefined;
      const scope = await scopeOf(context, editor?.document.uri ?? node, nodes);
      if (scope !== undefined) {
        await check(context, scope, editor && selectedAddress(editor));
      }
    },
  } satisfies Partial<Handlers>;
}

/** Returns the editor of failed records that the command was called in; from the palette, the active one. */
function recordsEditor(node: unknown) {
  const editor = window.activeTextEditor;
  const uri = editor?.document.uri;
  const isCalledIn = !(node instanceof Uri) || node.toString() === uri?.toString();
  return ownerOf(uri) !== undefined && isCalledIn ? editor : undefined;
}

async function scopeOf(context: CommandContext, node: unknown, nodes: unknown): Promise<Scope | undefined> {
  const { targets, store, selected } = context;
  if (ownerOf(node) !== undefined) {
    const [target] = await targets.jobs('openDetails', node, undefined);
    return target && { account: target.account, jobs: [target.job] };
  }
  const account = await accountFor(context, node, need);
  if (account === undefined) {
    return undefined;
  }
  if (!need.canServe(account)) {
    void showInformation(l10n.t('Addresses cannot be checked in “{0}”.', account.connection.label));
    return undefined;
  }
  const called =
    Array.isArray(nodes) && nodes.length > 0 ? nodes.filter(isNode) : isNode(node) ? [node] : selected.selection;
  const ofRows = called.flatMap((row) =>
    row.kind === 'job' && accountOf(row) === account ? (store.get(account.connection.id, row.key) ?? []) : [],
  );
  const { jobInPanel } = selected;
  const jobs = isNode(node) || jobInPanel?.account !== account ? ofRows : [jobInPanel.job];
  // Without a chosen job, check the lists of all jobs read so far.
  return { account, jobs: jobs.length > 0 ? jobs : store.jobsOf(account.connection.id) };
}

async function check(context: CommandContext, scope: Scope, prefilled: string | undefined): Promise<void> {
  const address = await askForAddress(title, prefilled);
  if (address === undefined) {
    return;
  }
  const findings = await findingsOf(context, scope, address);
  if (findings === undefined) {
    return;
  }
  const denied = findings.flatMap(({ result }) => (result.kind === 'failed' ? deniedIn(result.failure) : []));
  const items: readonly FindingItem[] = [
    ...findings.map((finding) => itemOf(finding, context.formats)),
    ...denied.slice(0, 1).map((one) => ({
      label: l10n.t('Copy IAM Policy'),
      detail: l10n.t('The permissions for Check an Address'),
      iconPath: new ThemeIcon('copy'),
      run: () => copyPolicyFor(context, scope.account, one),
    })),
    {
      label: l10n.t('Check Another Address…'),
      iconPath: new ThemeIcon('search'),
      run: () => check(context, scope, address),
    },
  ];
  const picked = await pickOne(items, title, l10n.t('{0} · Select a result to copy it', address));
  await picked?.run();
}

/** Returns the findings; `undefined` if cancelled, or if none could be read, after showing a message. */
async function findingsOf(
  { log }: CommandContext,
  { account, jobs }: Scope,
  address: string,
): Promise<readonly AddressFinding[] | undefined> {
  const what = l10n.t('The address could not be checked');
  const report = (failure: ServiceFailure) => log.failure(`${account.connection.label}, checking an address`, failure);
  return withCancel(l10n.t('Checking an address'), async (signal) => {
    try {
      const findings = await unlessAborted(checkAddress(account, address, jobs, signal), signal);
      if (findings === undefined) {
        void showInformation(l10n.t('The services of this connection cannot check addresses.'));
        return undefined;
      }
      const failures = findings.flatMap(({ result }) => (result.kind === 'failed' ? [result.failure] : []));
      failures.forEach(report);
      const [first] = failures;
      if (first !== undefined && failures.length === findings.length && first.kind !== 'denied') {
        void showReadFailure(what, first);
        return undefined;
      }
      return findings;
    } catch (error) {
      if (!signal.aborted) {
        const failure = checkFailureOf(error);
        report(failure);
        void showReadFailure(what, failure);
      }
      return undefined;
    }
  });
}

function itemOf(finding: AddressFinding, formats: Formats): FindingItem {
  const { text, detail } = findingText(finding, formats);
  return {
    label: text,
    ...(detail === '' ? {} : { detail }),
    iconPath: new ThemeIcon(iconOf(finding.result)),
    run: async () => {
      await env.clipboard.writeText([text, detail].filter(Boolean).join(' · '));
      window.setStatusBarMessage(`$(check) ${l10n.t('Result copied.')}`, 5000);
    },
  };
}

/** Returns the denied action, if an IAM policy can allow it. */
function deniedIn(failure: ServiceFailure): readonly { readonly action: string; readonly resource?: string }[] {
  if (failure.kind !== 'denied' || failure.action === undefined || explain(failure).step !== 'copyPolicy') {
    return [];
  }
  const { action, resource } = failure;
  return [{ action, ...(resource === undefined ? {} : { resource }) }];
}

function iconOf(result: AddressFinding['result']): string {
  switch (result.kind) {
    case 'listed':
      return result.isBlocked ? 'circle-slash' : 'pass';
    case 'notListed':
      return 'dash';
    case 'failed':
      return 'warning';
  }
}
