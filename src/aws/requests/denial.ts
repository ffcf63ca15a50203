import type { Denial, DenyingPolicy } from '../../core/failures/failure';

/** Policy kinds by their names in AWS's messages. */
const policies: Readonly<Record<string, DenyingPolicy>> = {
  'identity-based policy': 'identity',
  'resource-based policy': 'resource',
  'service control policy': 'serviceControl',
  'resource control policy': 'resourceControl',
  'permissions boundary': 'boundary',
  'session policy': 'session',
  'vpc endpoint policy': 'vpcEndpoint',
  'role trust policy': 'roleTrust',
};

const kind = Object.keys(policies)
  .join('|')
  .replaceAll(' ', String.raw`\s+`);
const marker = new RegExp(
  String.raw`\bwith\s+an\s+explicit\s+deny\b(?:\s+in\s+(?:an?|the)\s+(?<denying>${kind})\b)?|\bbecause\s+no\s+(?<silent>${kind})\s+allows\b`,
  'giu',
);

/**
 * Returns which policy denied a request, by the phrases that AWS documents for this purpose. Uses the last match, since
 * user-defined names come before it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function denialIn(message: string): Denial | undefined {
  const groups = [...message.matchAll(marker)].at(-1)?.groups;
  if (groups === undefined) {
    return undefined;
  }
  const { denying, silent } = groups;
  const policy = policies[(denying ?? silent ?? '').toLowerCase().replaceAll(/\s+/gu, ' ')];
  return { ...(policy === undefined ? {} : { policy }), isExplicit: silent === undefined };
}
