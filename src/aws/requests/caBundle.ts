import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { Connection } from '../../core/connections/connection';
import { readAwsFiles, type ProfileSettings } from '../credentials/awsFiles';
import { rejectSetting, sharedSetting } from '../credentials/awsSetting';

/**
 * Returns the certificates, in PEM, that a profile trusts in place of this machine's: those in the file of AWS_CA_BUNDLE or
 * else of the profile's `ca_bundle`, like the AWS CLI; `undefined` for this machine's.
 * @throws ServiceError `awsSetting`
 */
export async function caBundleOf(profile: ProfileSettings | undefined): Promise<string | undefined> {
  const setting = sharedSetting(profile, 'ca_bundle', 'AWS_CA_BUNDLE');
  if (setting === undefined) {
    return undefined;
  }
  let text: string;
  try {
    text = await readFile(
      setting.value.replace(/^~(?=[/\\]|$)/u, () => homedir()),
      'latin1',
    );
  } catch (error) {
    return rejectSetting('caBundleMissing', setting, error);
  }
  return hasCertificate(text) ? text : rejectSetting('caBundleInvalid', setting);
}

/**
 * Returns the certificates, in PEM, that a connection trusts in place of this machine's; `undefined` for this machine's.
 * @throws ServiceError `awsSetting`
 */
export async function trustedCertificates({ profile }: Connection): Promise<string | undefined> {
  return caBundleOf((await readAwsFiles()).profile(profile));
}

/** Whether a file has a certificate. Node ignores other text, so that with a wrong file it would trust no server. */
function hasCertificate(text: string): boolean {
  const [first] = /-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/u.exec(text) ?? [];
  try {
    return first !== undefined && new X509Certificate(first).subject !== '';
  } catch {
    return false;
  }
}
