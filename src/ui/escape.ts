import { plain } from '../core/text/plainText';
import { withoutSecretsInText } from '../core/text/presignedUrl';

/** Escapes text from a service for a quick pick or the status bar, where VS Code draws `$(name)` as an icon. */
export function escapeIcons(text: string): string {
  return plain(text).replace(/\$\([\w-]+(?:~\w+)?\)/gu, '\\$&');
}

/**
 * Escapes text from a service for a notification, where VS Code turns `[text](address)` into a link, even to a command.
 */
export function escapeLinks(text: string): string {
  return plain(text).replaceAll('](', '] (');
}

/**
 * Escapes text from a service for Markdown by replacing every special character with an entity. With backslashes, as in
 * VS Code's `appendText`, a URL would still become a link.
 */
export function escapeMarkdown(text: string): string {
  return withoutSecretsInText(plain(text)).replace(/[^\p{L}\p{M}\p{N} ]/gu, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
}
