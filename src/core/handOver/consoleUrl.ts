import * as l10n from '@vscode/l10n';
import { partitionOf, regionCode } from '../connections/regions';
import { s3LocationOf } from '../details/s3Location';
import type { ConsolePage } from '../jobs/serviceDescription';

/** The sign-in page of a profile with IAM Identity Center, and the account and role to sign in to. */
export interface AccessPortal {
  /** `sso_start_url` of the profile or its session. */
  readonly startUrl: string;
  readonly accountId: string;
  readonly roleName: string;
}

/** Domains of the console by partition. Those of isolated partitions are not public. */
const domains: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

/** Regions whose console has no region in its domain. */
const mainRegions: ReadonlySet<string> = new Set(['us-east-1', 'us-gov-west-1', 'cn-north-1']);

/** Returns the URL of a console page; `undefined` in a partition whose console is unknown. */
export function consoleUrl(region: string, path: string): string | undefined {
  const code = regionCode(region);
  const domain = /^[a-z0-9-]+$/u.test(code) ? domains[partitionOf(code)] : undefined;
  return domain && `https://${mainRegions.has(code) ? '' : `${code}.`}${domain}${path}`;
}

/**
 * Returns a URL that opens a page in the profile's own account, whatever account the browser is signed in to. It
 * contains no credentials: the user signs in at the portal. Without a portal, returns `url`.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/createshortcutlink.html
 */
export function inAccount(url: string, portal: AccessPortal | undefined): string {
  const start = URL.parse(portal?.startUrl ?? '');
  if (portal === undefined || start?.protocol !== 'https:') {
    return url;
  }
  const query = Object.entries({
    account_id: portal.accountId,
    role_name: portal.roleName,
    destination: url,
  }).map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`);
  return `${start.origin}${start.pathname.replace(/\/+$/u, '')}/#/console?${query.join('&')}`;
}

/** Returns the console page of an object in Amazon S3; `undefined` for a prefix or an unknown location. */
export function s3Page(s3Url: string | undefined, region: string): ConsolePage | undefined {
  const location = s3Url === undefined ? undefined : s3LocationOf(s3Url);
  if (location === undefined || location.key === '' || location.key.endsWith('/')) {
    return undefined;
  }
  const [bucket, key] = [location.bucket, location.key].map((part) => encodeURIComponent(part.toWellFormed()));
  return {
    label: l10n.t('Source file in Amazon S3'),
    path: `/s3/object/${bucket ?? ''}?region=${regionCode(region)}&prefix=${key ?? ''}`,
  };
}
