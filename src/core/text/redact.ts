import { withoutSecretsInText } from './presignedUrl';

/** Named access keys, tokens, passwords and secrets. The value is removed, up to the closing quote if quoted. */
const named =
  /((?:secret(?:[-_ ]?key)?|password|token|access[-_ ]?key(?:[-_ ]?id)?)\\*["']?\s*[:=]\s*)(?:(\\*["'])(?:(?!\2)(?:\\.|[^\n]))+|[^\s"',;}\\]+)/giu;
/** Access key IDs and other unique IDs of IAM, by their form. */
const keyId = /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/gu;
/** Authorization headers of any scheme. */
const authorization = /(authorization\\*["']?\s*[:=]\s*)(?:(\\*["'])(?:(?!\2)(?:\\.|[^\n]))+|[^\s"'][^\n]*)/giu;
/** Value of an Authorization header without the header's name. */
const signature = /(AWS4-HMAC-SHA256\s)[^\n"']*/gu;

/** Returns text for the log, without credentials and secrets of presigned URLs. */
export function redact(text: string): string {
  return withoutSecretsInText(text)
    .replace(authorization, '$1$2…')
    .replace(signature, '$1…')
    .replace(named, '$1$2…')
    .replace(keyId, '…');
}
