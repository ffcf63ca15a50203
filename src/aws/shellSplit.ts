/** Whitespace that separates words, as Python's shlex has it. */
const space = /[ \t\r\n]/;

/**
 * The words of a command line, as Python's `shlex.split` makes them: quotes and backslashes are resolved, and nothing
 * else has a meaning.
 * @throws Error where a quote is not closed, or nothing follows a backslash
 */
export function posixSplit(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === '\\' && quote !== "'") {
      const next = line.charAt(++at);
      if (next === '') {
        throw new Error('Nothing follows a backslash');
      }
      // Within double quotes, a backslash stands for itself before anything but these two.
      word = `${word ?? ''}${quote === '"' && next !== '"' && next !== '\\' ? '\\' : ''}${next}`;
    } else if (quote !== '') {
      quote = character === quote ? '' : quote;
      word = `${word ?? ''}${quote === '' ? '' : character}`;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (!space.test(character)) {
      word = `${word ?? ''}${character}`;
    } else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  if (quote !== '') {
    throw new Error('A quote is not closed');
  }
  return word === undefined ? words : [...words, word];
}

/** The words of a command line by the rules of Microsoft's C runtime, which botocore follows on Windows. */
export function windowsSplit(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (const [part = '', backslashes = '', quote] of line.matchAll(/(\\*)("|[^\\"]|$)/g)) {
    if (quote === '"') {
      word = `${word ?? ''}${'\\'.repeat(Math.floor(backslashes.length / 2))}`;
      if (backslashes.length % 2 === 1) {
        word += '"';
      } else {
        isQuoted = !isQuoted;
      }
    } else if ((quote === ' ' || quote === '\t') && !isQuoted) {
      word = backslashes === '' ? word : `${word ?? ''}${backslashes}`;
      if (word !== undefined) {
        words.push(word);
        word = undefined;
      }
    } else if (part !== '') {
      word = `${word ?? ''}${part}`;
    }
  }
  if (isQuoted) {
    throw new Error('A quote is not closed');
  }
  return word === undefined ? words : [...words, word];
}
