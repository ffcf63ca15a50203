import * as l10n from '@vscode/l10n';
import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { errorCodeOf } from '../../core/base/errors';
import { awsFilePaths, type AwsFilePath, type AwsFilePaths } from '../../core/connections/awsFilePaths';
import { IniError, parseIni, type IniSection } from './iniFile';
import { posixSplit } from './shellSplit';

/*
 * The AWS config and credentials files, read as by botocore and so the AWS CLI. The SDK's own readers miss names with
 * spaces, uppercase keys and indented sections, ignore unreadable files, and cache the content for the life of the
 * process.
 *
 *   const files = await readAwsFiles();              // both files as they are now; never rejects
 *   files.config.path, files.credentials.state       // path and state of each file
 *   files.profiles                                   // all profiles by name
 *   files.profile(undefined)                         // the default profile's settings; `undefined` without one
 *   files.profile('prod')?.get('region')             // a setting's text as written, including any quotes
 *   files.profile('prod')?.fileOf('region')          // the file that sets it
 *   files.services.get('local')?.get('sesv2')        // an indented block is a map: `{ 'endpoint_url' → … }`
 *   files.ssoSessions.get('corp')?.get('sso_region')
 *   defaultProfile(), environmentRegion()            // from the environment
 */

export interface AwsFile extends AwsFilePath {
  readonly name: 'config' | 'credentials';
  /**
   * - `unreadable`: the file exists but cannot be read; botocore skips it.
   * - `malformed`: botocore rejects its syntax, so no profile can be used.
   */
  readonly state: 'read' | 'missing' | 'unreadable' | 'malformed';
  /** Message about what is wrong with it: `line 3: duplicate section [default]`. Contains no part of any value. */
  readonly problem?: string;
  /** Sections by their header in the file: `profile "Admin prod"`. */
  readonly sections: ReadonlyMap<string, IniSection>;
}

/** One profile's settings in both files. The credentials file takes precedence, setting by setting. */
export class ProfileSettings {
  constructor(
    readonly name: string,
    private readonly parts: readonly { readonly file: AwsFile; readonly section: IniSection }[],
  ) {}

  /** Returns a setting's text. @param key in lowercase */
  get(key: string): string | undefined {
    const value = this.#partWith(key)?.section.get(key);
    return typeof value === 'string' ? value : undefined;
  }

  /** Returns a setting that is an indented block. */
  block(key: string): ReadonlyMap<string, string> | undefined {
    const value = this.#partWith(key)?.section.get(key);
    return typeof value === 'object' ? value : undefined;
  }

  has(...keys: readonly string[]): boolean {
    return keys.every((key) => this.#partWith(key) !== undefined);
  }

  /** Returns the file that has the setting. */
  fileOf(key: string): AwsFile | undefined {
    return this.#partWith(key)?.file;
  }

  /** Returns the profile's section of one file. An access key and its session token must come from the same file. */
  in(name: AwsFile['name']): IniSection | undefined {
    return this.parts.find(({ file }) => file.name === name)?.section;
  }

  /** Files with a section for the profile, the credentials file first. */
  get files(): readonly AwsFile[] {
    return this.parts.map(({ file }) => file);
  }

  /** Every setting by file and name, for comparing snapshots. */
  get entries(): readonly (readonly [string, unknown])[] {
    return this.parts.flatMap(({ file, section }) =>
      [...section].map(
        ([key, value]) => [`${file.name} ${key}`, typeof value === 'string' ? value : [...value]] as const,
      ),
    );
  }

  #partWith(key: string) {
    return this.parts.find(({ section }) => section.has(key));
  }
}

/** A snapshot of both files. */
export class AwsFiles {
  readonly profiles: ReadonlyMap<string, ProfileSettings>;
  readonly services: ReadonlyMap<string, IniSection>;
  readonly ssoSessions: ReadonlyMap<string, IniSection>;

  constructor(
    readonly config: AwsFile,
    readonly credentials: AwsFile,
  ) {
    const inConfig = sectionsOf(config, 'profile');
    const names = new Set([...inConfig.keys(), ...credentials.sections.keys()]);
    this.profiles = new Map(
      [...names].map((name) => {
        const parts = [
          { file: credentials, section: credentials.sections.get(name) },
          { file: config, section: inConfig.get(name) },
        ];
        return [
          name,
          new ProfileSettings(
            name,
            parts.flatMap(({ file, section }) => (section === undefined ? [] : [{ file, section }])),
          ),
        ];
      }),
    );
    this.services = sectionsOf(config, 'services');
    this.ssoSessions = sectionsOf(config, 'sso-session');
  }

  /** Returns a profile; without a name, the default credential chain's. */
  profile(name: string | undefined): ProfileSettings | undefined {
    return this.profiles.get(name ?? defaultProfile());
  }

  /** Unusable files. Those that make the AWS CLI fail come first. */
  get broken(): readonly AwsFile[] {
    const inState = (wanted: AwsFile['state']) =>
      [this.config, this.credentials].filter(({ state }) => state === wanted);
    return [...inState('malformed'), ...inState('unreadable')];
  }
}

/** Reads the current files. Never rejects: an unusable file has a `problem`. */
export async function readAwsFiles(): Promise<AwsFiles> {
  const paths = awsFilePathsHere();
  const [config, credentials] = await Promise.all([
    readAwsFile('config', paths.config),
    readAwsFile('credentials', paths.credentials),
  ]);
  return new AwsFiles(config, credentials);
}

/** Returns the paths of the AWS files for this process's environment. */
export function awsFilePathsHere(): AwsFilePaths {
  return awsFilePaths({ env: process.env, platform: process.platform, homedir });
}

/** Returns the profile that the environment names, or `default`. */
export function defaultProfile({ AWS_DEFAULT_PROFILE, AWS_PROFILE }: NodeJS.ProcessEnv = process.env): string {
  return firstOf(AWS_DEFAULT_PROFILE, AWS_PROFILE) ?? 'default';
}

/** Returns the region that the environment sets, which takes precedence over a profile's. */
export function environmentRegion(
  { AWS_REGION, AWS_DEFAULT_REGION }: NodeJS.ProcessEnv = process.env,
): string | undefined {
  return firstOf(AWS_REGION, AWS_DEFAULT_REGION);
}

/** Returns the first value that is set and not empty. */
export function firstOf(...values: readonly (string | undefined)[]): string | undefined {
  return values.find((value) => value !== undefined && value !== '');
}

async function readAwsFile(name: AwsFile['name'], where: AwsFilePath): Promise<AwsFile> {
  const file = { name, ...where, sections: new Map<string, IniSection>() };
  try {
    if (!(await stat(where.path)).isFile()) {
      return { ...file, state: 'missing' };
    }
    const text = textOf(await readFile(where.path));
    return { ...file, state: 'read', sections: parseIni(text) };
  } catch (error) {
    if (error instanceof IniError) {
      return { ...file, state: 'malformed', problem: error.message };
    }
    const code = errorCodeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { ...file, state: 'missing' }
      : { ...file, state: 'unreadable', problem: code === 'EACCES' ? l10n.t('permission denied') : code };
  }
}

/** Decodes a file. @throws IniError for encodings that the AWS CLI rejects */
function textOf(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || bytes.includes(0)) {
    throw new IniError(l10n.t('it is encoded in UTF-16; save it as UTF-8'));
  }
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    throw new IniError(l10n.t('it starts with a byte order mark; save it as UTF-8 without one'));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new IniError(l10n.t('it is not encoded in UTF-8'));
  }
}

/** Returns the sections of a kind by name: `[profile prod]`, `[profile "Admin prod"]`. */
function sectionsOf({ sections }: AwsFile, kind: 'profile' | 'services' | 'sso-session'): Map<string, IniSection> {
  const found = new Map<string, IniSection>();
  for (const [header, section] of sections) {
    if (header.startsWith(kind)) {
      const [, name, ...rest] = wordsOf(header);
      if (name !== undefined && rest.length === 0) {
        found.set(name, section);
      }
    } else if (kind === 'profile' && header === 'default') {
      found.set(header, section);
    }
  }
  return found;
}

/** Splits a section header into words; returns none when it is malformed. */
function wordsOf(header: string): readonly string[] {
  try {
    return posixSplit(header);
  } catch {
    return [];
  }
}
