/** Kinds of shells by their quoting rules. */
export type Shell = 'posix' | 'powershell' | 'cmd';

/** A word without special characters in any shell. */
const harmless = /^[\w@:,./+-]+$/u;

/** Returns the kind of a shell from the path of its program. */
export function shellOf(path: string): Shell {
  const name = (path.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.exe$/, '');
  return name === 'cmd' ? 'cmd' : name.startsWith('pwsh') || name.startsWith('powershell') ? 'powershell' : 'posix';
}

/**
 * Returns a command line that runs a program with exactly these arguments.
 * @throws TypeError for control characters such as line breaks, which a terminal would not treat as part of a word
 */
export function commandLine(words: readonly string[], shell: Shell): string {
  return words.map((word) => quoted(word, shell)).join(' ');
}

function quoted(word: string, shell: Shell): string {
  if (/\p{Cc}/u.test(word)) {
    throw new TypeError('A word of a command has a control character in it.');
  }
  if (harmless.test(word)) {
    return word;
  }
  switch (shell) {
    case 'posix':
      return `'${word.replaceAll("'", "'\\''")}'`;
    case 'powershell':
      // PowerShell treats typographic quotes as quotes. The backslash is for the program that is started.
      return `'${word.replace(/['‘’‚‛]/gu, '$&$&').replace(/(\\*)"/gu, '$1$1\\"')}'`;
    case 'cmd': {
      // Quoted for the program that is started; then every special character of cmd is escaped, including the quotes.
      const forProgram = `"${word.replace(/(\\*)"/gu, '$1$1\\"').replace(/\\+$/u, '$&$&')}"`;
      return forProgram.replace(/[()%!^"<>&|]/gu, '^$&');
    }
  }
}
