import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { Connection } from '../../core/connections/connection';
import { readAwsFiles, type ProfileSettings } from '../credentials/awsFiles';
import { rejectSetting, sharedSetting } from '../credentials/awsSetting';

/**
 * Returns the certificates (PEM) that a profile trusts instead of this machine's: like the AWS CLI, those in the file
 * that AWS_CA_BUNDLE or else the profile's `ca_bundle` names. Returns `undefined` if neither is set.
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
 * Like {@link caBundleOf}, for a connection's profile in the current AWS files.
 * @throws ServiceError `awsSetting`
 */
export async function trustedCertificates({ profile }: Connection): Promise<string | undefined> {
  return caBundleOf((await readAwsFiles()).profile(profile));
}

/** Whether a text contains a certificate. Node ignores other text, so with the wrong file it would trust no server. */
function hasCertificate(text: string): boolean {
  const [first] = /-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/u.exec(text) ?? [];
  try {
    return first !== undefined && new X509Certificate(first).subject !== '';
  } catch {
    return false;
  }
}
