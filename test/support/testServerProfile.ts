export interface ProfileOptions {
  readonly name: string;
  readonly region?: string;
  readonly accessKeyId?: string;
}

/**
 * The text of an AWS config file and of a credentials file with one profile, which sends every service's requests to
 * the server. Texts of several profiles can be put one after the other.
 */
export function profileFor(
  server: { readonly url: string },
  { name, region = 'eu-west-1', accessKeyId = 'SAMPLEKEY1' }: ProfileOptions,
): { readonly config: string; readonly credentials: string } {
  const section = name === 'default' ? name : `profile ${name}`;
  return {
    config: `[${section}]\nregion = ${region}\nendpoint_url = ${server.url}\n`,
    credentials: `[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = not-a-secret\n`,
  };
}
