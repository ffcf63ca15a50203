import { fromLoginCredentials } from '@aws-sdk/credential-providers';
import type { HttpHandler } from '@smithy/core/protocols';
import type { AwsCredentialIdentity } from '@smithy/types';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProfileSettings } from './awsFiles';
import { notSignedIn, signInExpired, sourceError } from './credentialsFailure';
import { missingSetting } from './profileIssue';
import { loginTokenFile, readToken } from './signInCache';
import { sourceClientConfig } from './sourceClient';

/** Returns the credentials stored by `aws login`, renewed if needed. Rejects with a ServiceError. */
export async function loginCredentials(
  profile: ProfileSettings,
  via: string | undefined,
  region: string,
): Promise<AwsCredentialIdentity> {
  const session = profile.get('login_session') ?? '';
  if (session === '') {
    throw missingSetting(profile, 'login_session', 'login_session');
  }
  if ((await readToken(loginTokenFile(session))) === undefined) {
    throw notSignedIn(profile.name);
  }
  const { requestHandler, ...config } = await sourceClientConfig(via, profile.get('region') ?? region, 'signin');
  const lastRequest: LastRequest = {};
  // The SDK reads the AWS files by its own rules, so it gets a file with only the session.
  const folder = await mkdtemp(join(tmpdir(), 'import-jobs-login-'));
  try {
    const [configFilepath, filepath] = [join(folder, 'config'), join(folder, 'credentials')];
    await writeFile(configFilepath, `[default]\nlogin_session = ${session}\n`);
    return await fromLoginCredentials({
      configFilepath,
      filepath,
      profile: 'default',
      ignoreCache: true,
      clientConfig: { ...config, requestHandler: recording(requestHandler, lastRequest) },
    })();
  } catch (error) {
    // The SDK's error keeps only the message of the failed request.
    const failed = sourceError(lastRequest.failure ?? error, { profile: profile.name, denied: 'signInExpired' });
    throw failed.failure.kind === 'credentials' ? signInExpired(profile.name, error) : failed;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface LastRequest {
  failure?: unknown;
}

/** Wraps a handler to record the failure of its last request. */
function recording(handler: HttpHandler, lastRequest: LastRequest): HttpHandler {
  return {
    handle: async (...request) => {
      try {
        const result = await handler.handle(...request);
        const { statusCode } = result.response;
        lastRequest.failure = statusCode < 400 ? undefined : { $metadata: { httpStatusCode: statusCode } };
        return result;
      } catch (error) {
        lastRequest.failure = error;
        throw error;
      }
    },
    updateHttpClientConfig: (...change) => handler.updateHttpClientConfig(...change),
    httpHandlerConfigs: () => handler.httpHandlerConfigs(),
  };
}
