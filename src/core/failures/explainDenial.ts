import * as l10n from '@vscode/l10n';
import type { Denial, DenyingPolicy } from './failure';

interface DenialWords {
  readonly label: string;
  /** Which policy denied the action: a clause in lowercase. */
  readonly reason: string;
  readonly next: string;
}

interface PolicyWords {
  readonly label: string;
  readonly next: string;
  readonly denies: (action: string) => string;
  readonly lacks: (action: string) => string;
}

const policyWords: Readonly<Record<DenyingPolicy, PolicyWords>> = {
  identity: {
    label: l10n.t('Denied by IAM policy'),
    next: l10n.t('Remove the deny statement from the IAM policy of the user or role'),
    denies: (action) => l10n.t('an identity-based policy explicitly denies {0}', action),
    lacks: (action) => l10n.t('no identity-based policy allows {0}', action),
  },
  resource: {
    label: l10n.t('Denied by resource policy'),
    next: l10n.t('Ask the owner of the resource to change its policy'),
    denies: (action) => l10n.t('a resource-based policy explicitly denies {0}', action),
    lacks: (action) => l10n.t('no resource-based policy allows {0}', action),
  },
  serviceControl: {
    label: l10n.t('Denied by an SCP'),
    next: l10n.t('Ask the administrator of your AWS organization to change the service control policy'),
    denies: (action) => l10n.t('a service control policy explicitly denies {0}', action),
    lacks: (action) => l10n.t('no service control policy allows {0}', action),
  },
  resourceControl: {
    label: l10n.t('Denied by an RCP'),
    next: l10n.t('Ask the administrator of your AWS organization to change the resource control policy'),
    denies: (action) => l10n.t('a resource control policy explicitly denies {0}', action),
    lacks: (action) => l10n.t('no resource control policy allows {0}', action),
  },
  boundary: {
    label: l10n.t('Denied by a boundary'),
    next: l10n.t('Ask your administrator to change the permissions boundary of the user or role'),
    denies: (action) => l10n.t('a permissions boundary explicitly denies {0}', action),
    lacks: (action) => l10n.t('no permissions boundary allows {0}', action),
  },
  session: {
    label: l10n.t('Denied by a session policy'),
    next: l10n.t('Change the session policy that is passed when the role is assumed'),
    denies: (action) => l10n.t('a session policy explicitly denies {0}', action),
    lacks: (action) => l10n.t('no session policy allows {0}', action),
  },
  vpcEndpoint: {
    label: l10n.t('Denied by endpoint policy'),
    next: l10n.t('Ask your network administrator to change the VPC endpoint policy'),
    denies: (action) => l10n.t('a VPC endpoint policy explicitly denies {0}', action),
    lacks: (action) => l10n.t('no VPC endpoint policy allows {0}', action),
  },
  roleTrust: {
    label: l10n.t('Denied by a trust policy'),
    next: l10n.t('Change the trust policy of the role'),
    denies: (action) => l10n.t('a role trust policy explicitly denies {0}', action),
    lacks: (action) => l10n.t('no role trust policy allows {0}', action),
  },
};

/** Explains which policy denied an action. @param action `undefined` if unknown */
export function explainDenial(action: string | undefined, { policy, isExplicit }: Denial): DenialWords {
  const what = action ?? l10n.t('the request');
  if (policy === undefined) {
    return {
      label: l10n.t('Denied explicitly'),
      reason: l10n.t('a policy explicitly denies {0}', what),
      next: l10n.t('Find the policy with the deny statement: more permissions do not help'),
    };
  }
  const { label, next, denies, lacks } = policyWords[policy];
  return { label, next, reason: isExplicit ? denies(what) : lacks(what) };
}

/** Whether attaching an IAM policy that allows the action can help. */
export function canIamPolicyHelp(by: Denial | undefined): boolean {
  return by === undefined || (by.policy === 'identity' && !by.isExplicit);
}
