import type { AwsCredentialIdentity, Provider } from '@smithy/types';

/**
 * Replaces the SDK's default credential chain (`@aws-sdk/credential-provider-node`) in the bundle, of which it would be a
 * seventh. Clients include it for use without credentials, but ours always get credentials.
 */
export function defaultProvider(): Provider<AwsCredentialIdentity> {
  return () => Promise.reject(new Error('A client was made without credentials'));
}
