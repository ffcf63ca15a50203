import type { AwsCredentialIdentity, Provider } from '@smithy/types';

/**
 * Replaces the SDK's default credential chain (`@aws-sdk/credential-provider-node`) in the bundle, where it would take
 * up a seventh. Clients use it only when created without credentials; ours never are.
 */
export function defaultProvider(): Provider<AwsCredentialIdentity> {
  return () => Promise.reject(new Error('A client was made without credentials'));
}
