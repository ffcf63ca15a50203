import { commandLine, type Shell } from '../connections/shellQuote';
import type { CliCall } from '../jobs/serviceDescription';
import { plain, plainJson } from '../text/plainText';
import { withoutSecrets } from '../text/presignedUrl';
import type { JsonValue } from '../text/json';

/** Whose credentials a command uses, and where. */
export interface CliScope {
  /** Absent for the default credential chain. */
  readonly profile?: string | undefined;
  readonly region: string;
}

/** Text that the AWS CLI takes as it is: neither an option nor the address of a file or page to read. */
const literal = /^\w[\w.+@-]*$/u;

/**
 * Returns the line that makes a call with the AWS CLI.
 * @throws TypeError for a profile or region with control characters
 */
export function cliCommand({ command, input }: CliCall, { profile, region }: CliScope, shell: Shell): string {
  return commandLine(
    [
      'aws',
      ...command,
      ...parameters(input),
      ...(profile === undefined ? [] : option('profile', profile)),
      ...option('region', region),
    ],
    shell,
  );
}

/** Returns a comment. Not every shell ignores one that is pasted, so nothing in it has a meaning to a shell. */
export function cliComment(text: string, shell: Shell): string {
  const harmless = plain(text)
    .replaceAll("'", '’')
    .replace(/[^\p{L}\p{M}\p{N} .,:’“”„–-]/gu, ' ');
  return `${shell === 'cmd' ? 'REM' : '#'} ${harmless}`;
}

/** Returns an option's words. An option that starts with a hyphen would be taken for another one. */
function option(name: string, value: string): readonly string[] {
  return value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];
}

/**
 * Returns the parameters as options. If the AWS CLI could misunderstand one, they are JSON: it reads a file or sends a
 * request for a value such as `file:///etc/passwd`.
 */
function parameters(input: CliCall['input']): readonly string[] {
  const fields = Object.entries(input);
  return fields.every(([, value]) => typeof value !== 'string' || literal.test(value))
    ? fields.flatMap(([name, value]) => [`--${optionName(name)}`, typeof value === 'string' ? value : json(value)])
    : ['--cli-input-json', json(input)];
}

/** `JobId` → `job-id` */
function optionName(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/gu, '-$&').toLowerCase();
}

/** Returns JSON without secrets, and without the characters that shells treat differently within quotes. */
function json(value: JsonValue): string {
  return plainJson(JSON.stringify(withoutSecrets(value)))
    .replace(/\\(["\\])/gu, (_, sign: string) => escaped(sign))
    .replace(/['‘’‚‛!%^]/gu, escaped);
}

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
