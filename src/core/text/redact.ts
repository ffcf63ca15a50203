import { withoutSecretsInText } from './presignedUrl';

/** Named access keys, tokens, passwords and secrets: the value is removed, up to the closing quote if quoted. */
const named =
  /((?:secret(?:[-_ ]?key)?|password|token|access[-_ ]?key(?:[-_ ]?id)?)\\*["']?\s*[:=]\s*)(?:(\\*["'])(?:(?!\2)(?:\\.|[^\n]))+|[^\s"',;}\\]+)/giu;
/** Access key ids and other unique ids of IAM, by their form. */
const keyId = /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/gu;
/** Authorization headers of any scheme. */
const authorization = /(authorization\\*["']?\s*[:=]\s*)(?:(\\*["'])(?:(?!\2)(?:\\.|[^\n]))+|[^\s"'][^\n]*)/giu;
/** The value of an Authorization header without its name. */
const signature = /(AWS4-HMAC-SHA256\s)[^\n"']*/gu;

/** Removes credentials and the secrets of presigned URLs from text for the log. */
export function redact(text: string): string {
  return withoutSecretsInText(text)
    .replace(authorization, '$1$2…')
    .replace(signature, '$1…')
    .replace(named, '$1$2…')
    .replace(keyId, '…');
}
