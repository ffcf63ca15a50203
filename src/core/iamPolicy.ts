import { partitionOf } from './regions';
import type { IamGrant, ServiceDescription } from './service';

/** What is known of where a connection leads. */
export interface PolicyScope {
  readonly region: string;
  /** Twelve digits; any account where it is not known. */
  readonly accountId?: string | undefined;
}

/** The least IAM policy, as JSON, with which everything that a connection shows can be read. */
export function connectionPolicy(scope: PolicyScope, services: readonly ServiceDescription[]): string {
  const available = services.filter((service) => service.isAvailableIn(scope.region));
  return policyOf(
    scope,
    available.flatMap(({ iamGrants }) => iamGrants),
  );
}

/**
 * The IAM policy that allows what was denied, and no more.
 * @param resource what it was denied for: of its ARN, what follows the account
 */
export function denialPolicy(
  scope: PolicyScope,
  { action, resource }: { readonly action: string; readonly resource?: string | undefined },
): string {
  return policyOf(scope, [
    {
      sid: 'AllowWhatWasDenied',
      actions: [action],
      ...(resource === undefined ? {} : { resource: literal(resource) }),
    },
  ]);
}

/** The account that an ARN names, if it names one. */
export function accountIn(arn: string | undefined): string | undefined {
  return /^arn:[\w-]+:[\w-]*:[\w-]*:(\d{12}):/u.exec(arn ?? '')?.[1];
}

function policyOf({ region, accountId = '*' }: PolicyScope, grants: readonly IamGrant[]): string {
  const statements = grants.map(({ sid, actions, resource }) => {
    const service = actions[0]?.split(':')[0] ?? '';
    return {
      Sid: sid,
      Effect: 'Allow',
      Action: actions,
      Resource:
        resource === undefined ? '*' : `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}`,
    };
  });
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
}

/** An id as IAM takes it at its word: with a wildcard or a variable in it, it would allow more. */
function literal(resource: string): string {
  return resource.replace(/[*?$]/gu, (character) => `\${${character}}`);
}
