import { commandLine, type Shell } from '../connections/shellQuote';
import type { CliCall } from '../jobs/serviceDescription';
import { plain, plainJson } from '../text/plainText';
import { withoutSecrets } from '../text/presignedUrl';
import type { JsonValue } from '../text/json';

/** The profile and region of a command. */
export interface CliScope {
  /** Absent for the default credential chain. */
  readonly profile?: string | undefined;
  readonly region: string;
}

/** Text that the AWS CLI takes literally: neither an option nor the address of a file or page to read. */
const literal = /^\w[\w.+@-]*$/u;

/**
 * Returns the command line of an AWS CLI call.
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

/**
 * Returns a comment without characters that have a meaning to a shell, because not every shell ignores a pasted
 * comment.
 */
export function cliComment(text: string, shell: Shell): string {
  const harmless = plain(text)
    .replaceAll("'", '’')
    .replace(/[^\p{L}\p{M}\p{N} .,:’“”„–-]/gu, ' ');
  return `${shell === 'cmd' ? 'REM' : '#'} ${harmless}`;
}

/** Returns an option and its value. A value that starts with a hyphen could be taken for an option. */
function option(name: string, value: string): readonly string[] {
  return value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];
}

/**
 * Returns the parameters as options, or as JSON if the AWS CLI could misread one: for a value such as
 * `file:///etc/passwd`, it would read a file or send a request.
 */
function parameters(input: CliCall['input']): readonly string[] {
  const fields = Object.entries(input);
  return fields.every(([, value]) => typeof value !== 'string' || literal.test(value))
    ? fields.flatMap(([name, value]) => [`--${optionName(name)}`, typeof value === 'string' ? value : json(value)])
    : ['--cli-input-json', json(input)];
}

/** Converts a parameter's name to an option's: `JobId` to `job-id`. */
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
