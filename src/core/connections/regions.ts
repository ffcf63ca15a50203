import * as l10n from '@vscode/l10n';

/** A region to select from a list. */
export interface Region {
  readonly code: string;
  /** Name in the AWS console. */
  readonly name: string;
}

const names: Readonly<Record<string, string>> = {
  'af-south-1': l10n.t('Africa (Cape Town)'),
  'ap-northeast-1': l10n.t('Asia Pacific (Tokyo)'),
  'ap-northeast-2': l10n.t('Asia Pacific (Seoul)'),
  'ap-northeast-3': l10n.t('Asia Pacific (Osaka)'),
  'ap-south-1': l10n.t('Asia Pacific (Mumbai)'),
  'ap-south-2': l10n.t('Asia Pacific (Hyderabad)'),
  'ap-southeast-1': l10n.t('Asia Pacific (Singapore)'),
  'ap-southeast-2': l10n.t('Asia Pacific (Sydney)'),
  'ap-southeast-3': l10n.t('Asia Pacific (Jakarta)'),
  'ap-southeast-5': l10n.t('Asia Pacific (Malaysia)'),
  'ca-central-1': l10n.t('Canada (Central)'),
  'ca-west-1': l10n.t('Canada West (Calgary)'),
  'eu-central-1': l10n.t('Europe (Frankfurt)'),
  'eu-central-2': l10n.t('Europe (Zurich)'),
  'eu-north-1': l10n.t('Europe (Stockholm)'),
  'eu-south-1': l10n.t('Europe (Milan)'),
  'eu-west-1': l10n.t('Europe (Ireland)'),
  'eu-west-2': l10n.t('Europe (London)'),
  'eu-west-3': l10n.t('Europe (Paris)'),
  'eusc-de-east-1': l10n.t('AWS European Sovereign Cloud (Germany)'),
  'il-central-1': l10n.t('Israel (Tel Aviv)'),
  'me-central-1': l10n.t('Middle East (UAE)'),
  'me-south-1': l10n.t('Middle East (Bahrain)'),
  'sa-east-1': l10n.t('South America (São Paulo)'),
  'us-east-1': l10n.t('US East (N. Virginia)'),
  'us-east-2': l10n.t('US East (Ohio)'),
  'us-gov-east-1': l10n.t('AWS GovCloud (US-East)'),
  'us-gov-west-1': l10n.t('AWS GovCloud (US-West)'),
  'us-west-1': l10n.t('US West (N. California)'),
  'us-west-2': l10n.t('US West (Oregon)'),
};

/** Regions that had import jobs at the time of this release, sorted by name. */
export const regions: readonly Region[] = Object.entries(names)
  .map(([code, name]) => ({ code, name }))
  .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));

/** Regions enabled in every account. Those introduced since March 2019 are opt-in. */
const enabledByDefault: ReadonlySet<string> = new Set([
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
]);

/**
 * Whether an account has to enable a region before its credentials are valid there.
 * https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
export function isOptInRegion(region: string): boolean {
  const code = regionCode(region);
  return partitionOf(code) === 'aws' && !enabledByDefault.has(code);
}

/** Returns the partition of a region, as in ARNs. */
export function partitionOf(region: string): string {
  const [, partition = 'aws'] = partitions.find(([start]) => region.startsWith(start)) ?? [];
  return partition;
}

const partitions: readonly (readonly [start: string, partition: string])[] = [
  ['us-gov-', 'aws-us-gov'],
  ['cn-', 'aws-cn'],
  ['eusc-', 'aws-eusc'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
];

/** Returns the region code without the `fips` of legacy names: `fips-us-east-1`, `us-east-1-fips`. */
export function regionCode(region: string): string {
  return region.replace(/^fips-|-fips$/gu, '');
}

/** Returns typed text as a region code if it has the form of one, since regions may be newer than this release. */
export function regionTyped(text: string): string | undefined {
  const code = text.trim().toLowerCase();
  return /^[a-z]{2,8}(-[a-z]{2,}){1,3}-\d{1,2}$/.test(code) ? code : undefined;
}
