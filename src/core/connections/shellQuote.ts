/** Kinds of shells by their quoting rules. `powershell` is Windows PowerShell, `pwsh` version 7.3 and later. */
export type Shell = 'posix' | 'powershell' | 'pwsh' | 'cmd';

/** A word without special characters. */
const harmless: Readonly<Record<Shell, RegExp>> = {
  posix: /^[\w@:,./+-]+$/u,
  // PowerShell splits `-a.b` and `a,b`, and `@a` stands for a variable.
  powershell: /^(?:[\w/][\w:./+-]*|--?[a-z-]+)$/u,
  pwsh: /^(?:[\w/][\w:./+-]*|--?[a-z-]+)$/u,
  cmd: /^[\w@:,./+-]+$/u,
};

/** Returns the kind of a shell from the path of its program. */
export function shellOf(path: string): Shell {
  const name = (path.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.exe$/, '');
  const isPowerShell = name.startsWith('powershell');
  return name === 'cmd' ? 'cmd' : name.startsWith('pwsh') ? 'pwsh' : isPowerShell ? 'powershell' : 'posix';
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
  if (harmless[shell].test(word)) {
    return word;
  }
  switch (shell) {
    case 'posix':
      return `'${word.replaceAll("'", "'\\''")}'`;
    case 'powershell':
      return `'${forOldPowerShell(withDoubledQuotes(word))}'`;
    case 'pwsh':
      return `'${withDoubledQuotes(word)}'`;
    case 'cmd': {
      // Quoted for the program that is started; then every special character of cmd is escaped, including the quotes.
      const forProgram = `"${word.replace(/(\\*)"/gu, '$1$1\\"').replace(/\\+$/u, '$&$&')}"`;
      return forProgram.replace(/[()%!^"<>&|]/gu, '^$&');
    }
  }
}

/** PowerShell treats typographic quotes as quotes. */
function withDoubledQuotes(word: string): string {
  return word.replace(/['‘’‚‛]/gu, '$&$&');
}

/**
 * Windows PowerShell puts a word with spaces in double quotes when it starts a program, without escaping any, and
 * leaves out an empty word.
 */
function forOldPowerShell(word: string): string {
  const escaped = word.replace(/(\\*)"/gu, '$1$1\\"');
  return word === '' ? '""' : /\s/u.test(word) ? escaped.replace(/\\+$/u, '$&$&') : escaped;
}
