/** What a terminal speaks. */
export type Shell = 'posix' | 'powershell' | 'cmd';

/** A word that means nothing to any shell. */
const harmless = /^[\w@:,./+-]+$/u;

/** What a terminal speaks, told by the path of its program. */
export function shellOf(path: string): Shell {
  const name = (path.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.exe$/, '');
  return name === 'cmd' ? 'cmd' : name.startsWith('pwsh') || name.startsWith('powershell') ? 'powershell' : 'posix';
}

/**
 * A command line that runs a program with exactly these arguments.
 * @throws TypeError for a line break or another control character, which no terminal would take as part of a word
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
      // It takes typographic quotes for its own. The backslash is for the program that is started.
      return `'${word.replace(/['‘’‚‛]/gu, '$&$&').replace(/(\\*)"/gu, '$1$1\\"')}'`;
    case 'cmd': {
      // Quoted for the program that is started, then each sign that means something to cmd, quotes too, made to mean nothing.
      const forProgram = `"${word.replace(/(\\*)"/gu, '$1$1\\"').replace(/\\+$/u, '$&$&')}"`;
      return forProgram.replace(/[()%!^"<>&|]/gu, '^$&');
    }
  }
}
