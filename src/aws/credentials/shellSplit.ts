/** Whitespace that separates words, by Python's shlex. */
const space = /[ \t\r\n]/;

/**
 * Splits a command line into words like Python's `shlex.split`: only quotes and backslashes have a meaning.
 * @throws Error for an unclosed quote or a trailing backslash
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
      // Within double quotes, a backslash escapes only these two characters.
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

/**
 * Splits a command line by the rules of Microsoft's C runtime, which botocore follows on Windows.
 * @throws Error for an unclosed quote
 */
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
