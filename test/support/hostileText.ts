import fc from 'fast-check';

/** Pieces with a meaning to shells, spreadsheets, Markdown, URLs, terminals or the AWS CLI. */
const pieces = [
  ...["'", '"', '`', '$(id)', '${HOME}', '`id`', ';', '|', '&', '>', '<', '*', '?', '~', '!', '#', '%PATH%', '^', '\\'],
  ...['\n', '\r\n', '\t', '\0', '\u001b[31m', ' ', '‘', '’', '”', '\u202e', '\u2028', '\ufeff', '\ud800', '😀', 'é'],
  ...[
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '|cmd',
    ',',
    '""',
    '--debug',
    '-x',
    'file:///etc/passwd',
    'https://a.invalid/?b=c',
  ],
  ...['<script>', '](command:x)', '**', '\\|', '&amp;', '[a](b)', '../', '%2F', '?x=1', '#y', ':', '/', 'job-1'],
];

/** Any text, and texts made of dangerous pieces. */
export const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);

/** Hostile text with at least one character. */
export const hostileId = hostileText.filter((text) => text !== '');
