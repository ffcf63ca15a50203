import { withoutSecretsInText } from './presignedUrl';

/** Access keys, session tokens and what is named a secret: the value goes, the name stays. In quotes: all up to the next. */
const named =
  /((?:secret(?:[-_ ]?key)?|password|token|access[-_ ]?key(?:[-_ ]?id)?)\\*["']?\s*[:=]\s*)(?:(\\*["'])(?:(?!\2)(?:\\.|[^\n]))+|[^\s"',;}\\]+)/giu;
/** Access key ids by their form. */
const keyId = /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/gu;
/** Headers that let a request pass, whatever their scheme. */
const authorization = /(authorization\\*["']?\s*[:=]\s*)(?:(\\*["'])(?:(?!\2)(?:\\.|[^\n]))+|[^\s"'][^\n]*)/giu;
/** The value of one that stands without its name. */
const signature = /(AWS4-HMAC-SHA256\s)[^\n"']*/gu;

/** A text fit for a log: no credential and no presigned URL in it. */
export function redact(text: string): string {
  return withoutSecretsInText(text)
    .replace(authorization, '$1$2…')
    .replace(signature, '$1…')
    .replace(named, '$1$2…')
    .replace(keyId, '…');
}
