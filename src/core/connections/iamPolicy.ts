import { partitionOf } from './regions';
import type { IamGrant, ServiceDescription } from '../jobs/serviceDescription';

/** Region and account of a connection. */
export interface PolicyScope {
  readonly region: string;
  /** Twelve digits; without it, the policy applies to any account. */
  readonly accountId?: string | undefined;
}

/**
 * Returns the minimal IAM policy, as JSON, for reading everything that a connection shows.
 * @param setting returns the value of a setting below `importJobs`
 */
export function connectionPolicy(
  scope: PolicyScope,
  services: readonly ServiceDescription[],
  setting: (name: string) => unknown = () => undefined,
): string {
  const available = services.filter((service) => service.isAvailableIn(scope.region));
  return policyOf(
    scope,
    available
      .flatMap(({ iamGrants }) => iamGrants)
      .filter((grant) => grant.setting === undefined || setting(grant.setting) === true),
  );
}

/**
 * Returns the minimal IAM policy that allows a denied action.
 * @param resource the part of the denied resource's ARN after the account
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

/**
 * Returns the minimal IAM policy that allows a denied action, together with the other actions that the same setting adds.
 */
export function policyFor(
  scope: PolicyScope,
  services: readonly ServiceDescription[],
  denied: { readonly action: string; readonly resource?: string | undefined },
): string {
  const grants: readonly IamGrant[] = services.flatMap(({ iamGrants }) => iamGrants);
  const setting = grants.find(({ actions }) => actions.includes(denied.action))?.setting;
  return setting === undefined
    ? denialPolicy(scope, denied)
    : policyOf(
        scope,
        grants.filter((grant) => grant.setting === setting),
      );
}

/** Returns the account in an ARN, if any. */
export function accountIn(arn: string | undefined): string | undefined {
  return /^arn:[\w-]+:[\w-]*:[\w-]*:(\d{12}):/u.exec(arn ?? '')?.[1];
}

function policyOf({ region, accountId = '*' }: PolicyScope, grants: readonly IamGrant[]): string {
  const statements = grants.map(({ sid, actions, resource }) => {
    const service = actions[0]?.split(':')[0] ?? '';
    return {
      Sid: sid,
      // eslint-disable-next-line texts/translated -- a keyword of the policy language
      Effect: 'Allow',
      Action: actions,
      Resource:
        resource === undefined ? '*' : `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}`,
    };
  });
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
}

/** Escapes an id for IAM, where wildcards and variables would match more. */
function literal(resource: string): string {
  return resource.replace(/[*?$]/gu, (character) => `\${${character}}`);
}
