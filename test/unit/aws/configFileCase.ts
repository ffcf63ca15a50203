/** Expected result: the key that signs the first request, or words in the failure. */
export type Expected = { readonly accessKeyId: string; readonly token?: string } | { readonly failure: string };

/** AWS files, variables and a profile. `{folder}` stands for the tests' folder, `{node}` for the path of Node. */
export interface Case {
  readonly what: string;
  readonly config?: string | Uint8Array;
  readonly credentials?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Absent for the default credential chain. */
  readonly profile?: string;
  readonly expected: Expected;
  /** Names of the profiles, in the product's order. */
  readonly profiles?: readonly string[];
  readonly region?: string;
  readonly signIn?: 'mfa' | 'none' | 'sso' | 'login';
}

export const keys = (id: string) => `aws_access_key_id = ${id}\naws_secret_access_key = not-a-secret\n`;
export const token = 'aws_session_token = not-a-token\n';
export const region = 'region = eu-west-1\n';
export const role = `role_arn = arn:aws:iam::123456789012:role/reader\n${region}`;
export const sso = 'sso_account_id = 123456789012\nsso_role_name = reader\n';
export const session = 'sso_start_url = https://corp.invalid/start\nsso_region = eu-west-1\n';
export const inEnvironment = { AWS_ACCESS_KEY_ID: 'KEYENV', AWS_SECRET_ACCESS_KEY: 'not-a-secret' };
export const prints = 'credential_process = {node} {folder}/print.cjs';
/** The key that the process prints, which is its arguments. */
export const printed = (...args: readonly string[]) => `P${Buffer.from(args.join('|')).toString('hex').toUpperCase()}`;
export const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
