import type { Denial, DenyingPolicy } from './failure';

interface PolicyWords {
  readonly label: string;
  /** Name of the policy, without an article. */
  readonly name: string;
  readonly next: string;
}

const policyWords: Readonly<Record<DenyingPolicy, PolicyWords>> = {
  identity: {
    label: 'Denied by IAM policy',
    name: 'identity-based policy',
    next: 'Remove the deny statement from the IAM policy of the user or role',
  },
  resource: {
    label: 'Denied by resource policy',
    name: 'resource-based policy',
    next: 'Ask the owner of the resource to change its policy',
  },
  serviceControl: {
    label: 'Denied by an SCP',
    name: 'service control policy',
    next: 'Ask the administrator of your AWS organization to change the service control policy',
  },
  resourceControl: {
    label: 'Denied by an RCP',
    name: 'resource control policy',
    next: 'Ask the administrator of your AWS organization to change the resource control policy',
  },
  boundary: {
    label: 'Denied by a boundary',
    name: 'permissions boundary',
    next: 'Ask your administrator to change the permissions boundary of the user or role',
  },
  session: {
    label: 'Denied by a session policy',
    name: 'session policy',
    next: 'Change the session policy that is passed when the role is assumed',
  },
  vpcEndpoint: {
    label: 'Denied by endpoint policy',
    name: 'VPC endpoint policy',
    next: 'Ask your network administrator to change the VPC endpoint policy',
  },
  roleTrust: {
    label: 'Denied by a trust policy',
    name: 'role trust policy',
    next: 'Change the trust policy of the role',
  },
};

interface DenialWords {
  readonly label: string;
  /** Which policy denied the action, as part of a sentence. */
  readonly reason: string;
  readonly next: string;
}

/** Explains which policy denied an action. @param what the action, such as `sts:AssumeRole` */
export function explainDenial(what: string, { policy, isExplicit }: Denial): DenialWords {
  if (policy === undefined) {
    return {
      label: 'Denied explicitly',
      reason: `a policy explicitly denies ${what}`,
      next: 'Find the policy with the deny statement: more permissions do not help',
    };
  }
  const { label, name, next } = policyWords[policy];
  const article = policy === 'identity' ? 'an' : 'a';
  return {
    label,
    next,
    reason: isExplicit ? `${article} ${name} explicitly denies ${what}` : `no ${name} allows ${what}`,
  };
}

/** Whether attaching an IAM policy that allows the action can help. */
export function canIamPolicyHelp(by: Denial | undefined): boolean {
  return by === undefined || (by.policy === 'identity' && !by.isExplicit);
}
