import { plain } from '../core/plainText';
import { withoutSecretsInText } from '../core/presignedUrl';

/** A text from a service for where VS Code draws `$(name)` as an icon: a quick pick, the status bar. */
export function withoutIcons(text: string): string {
  return plain(text).replace(/\$\([\w-]+(?:~\w+)?\)/gu, '\\$&');
}

/** A text from a service for where VS Code makes `[text](address)` a link, to a command too: a notification. */
export function withoutLinks(text: string): string {
  return plain(text).replaceAll('](', '] (');
}

/**
 * A text from a service for Markdown, with every sign as an entity: escaped with backslashes, as by VS Code's own
 * `appendText`, a URL in it would still be a link.
 */
export function inMarkdown(text: string): string {
  return withoutSecretsInText(plain(text)).replace(/[^\p{L}\p{M}\p{N} ]/gu, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
}
