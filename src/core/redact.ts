import { withoutSecretsInText } from './presignedUrl';

/** Access keys, session tokens and what is named a secret: the value goes, the name stays. */
const named = /((?:secret|password|token|access[-_ ]?key(?:[-_ ]?id)?)["']?\s*[:=]\s*["']?)[^\s"',;}]+/giu;
/** Access key ids by their form. */
const keyId = /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/gu;
/** Signature headers of a request. */
const authorization = /(AWS4-HMAC-SHA256\s)[^\n]*/gu;

/** A text fit for a log: no credential and no presigned URL in it. */
export function redact(text: string): string {
  return withoutSecretsInText(text).replace(authorization, '$1…').replace(named, '$1…').replace(keyId, '…');
}
