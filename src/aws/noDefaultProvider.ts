import type { AwsCredentialIdentity, Provider } from '@smithy/types';

/**
 * Stands in the bundle for the SDK's default credential chain (`@aws-sdk/credential-provider-node`), which each client
 * brings along for those that are given no credentials. All of ours are, and its sources are a seventh of the bundle.
 */
export function defaultProvider(): Provider<AwsCredentialIdentity> {
  return () => Promise.reject(new Error('A client was made without credentials'));
}
