import { plain } from '../core/plainText';

/** A text from a service for where VS Code draws `$(name)` as an icon: a quick pick, the status bar. */
export function withoutIcons(text: string): string {
  return plain(text).replace(/\$\([\w-]+(?:~\w+)?\)/gu, '\\$&');
}

/** A text from a service for where VS Code makes `[text](address)` a link, to a command too: a notification. */
export function withoutLinks(text: string): string {
  return plain(text).replaceAll('](', '] (');
}
