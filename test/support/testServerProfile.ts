export interface ProfileOptions {
  readonly name: string;
  readonly region?: string;
  readonly accessKeyId?: string;
  /** AWS account ID of the keys. */
  readonly accountId?: string;
}

/**
 * Returns the text of an AWS config file and a credentials file with one profile, which sends all services' requests to
 * the server. Texts of several profiles can be concatenated.
 */
export function profileFor(
  server: { readonly url: string },
  { name, region = 'eu-west-1', accessKeyId = 'SAMPLEKEY1', accountId }: ProfileOptions,
): { readonly config: string; readonly credentials: string } {
  const account = accountId === undefined ? '' : `aws_account_id = ${accountId}\n`;
  const section = name === 'default' ? name : `profile ${name}`;
  return {
    config: `[${section}]\nregion = ${region}\nendpoint_url = ${server.url}\n`,
    credentials: `[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = not-a-secret\n${account}`,
  };
}
