import * as l10n from '@vscode/l10n';
/** The value of a setting: text, or the settings of an indented block. */
export type IniValue = string | ReadonlyMap<string, string>;

/** Settings of a section by name in lower case. */
export type IniSection = ReadonlyMap<string, IniValue>;

/** A syntax error. Its message gives the line number and never quotes the line, which may contain a secret. */
export class IniError extends Error {
  override readonly name = 'IniError';
}

/** Whitespace by Python's definition, which differs from `\s` and `trim`. */
const space = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const edges = new RegExp(`^${space}+|${space}+$`, 'g');
const indentation = new RegExp(`^${space}*`);
const settingLine = new RegExp(`^(.*?)${space}*[=:]${space}*(.*)$`, 's');
const sectionLine = /^\[(.+)\]/s;
/** Section whose settings apply to all sections. */
const defaultsName = 'DEFAULT';

/**
 * Parses a file like botocore, which uses Python's `configparser.RawConfigParser` with its defaults: lines indented
 * deeper than a setting continue it, comments take up whole lines, and duplicates are errors.
 * @throws IniError
 */
export function parseIni(text: string): ReadonlyMap<string, IniSection> {
  const sections = new Map<string, Map<string, Setting>>();
  const defaults = new Map<string, Setting>();
  let section: Map<string, Setting> | undefined;
  let sectionName = '';
  let setting: Setting | undefined;
  let indent = 0;
  let invalidLine: number | undefined;

  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const number = index + 1;
    const value = strip(line);
    if (value === '') {
      setting?.parts.push({ number, text: '' });
      continue;
    }
    if (/^[#;]/.test(value)) {
      continue;
    }
    const lineIndent = indentation.exec(line)?.[0].length ?? 0;
    if (setting !== undefined && lineIndent > indent) {
      setting.parts.push({ number, text: value });
      continue;
    }
    indent = lineIndent;
    const [, header] = sectionLine.exec(value) ?? [];
    if (header !== undefined) {
      if (sections.has(header)) {
        throw new IniError(l10n.t('line {0}: duplicate section [{1}]', number, header));
      }
      section = header === defaultsName ? defaults : new Map<string, Setting>();
      if (header !== defaultsName) {
        sections.set(header, section);
      }
      sectionName = header;
      setting = undefined;
      continue;
    }
    if (section === undefined) {
      throw new IniError(l10n.t('line {0}: text before the first section', number));
    }
    const [, name = '', first = ''] = settingLine.exec(value) ?? [];
    if (name === '') {
      // Like Python, keep parsing, so that other kinds of errors are reported first.
      invalidLine ??= number;
      continue;
    }
    const key = name.toLowerCase();
    if (section.has(key)) {
      throw new IniError(l10n.t('line {0}: duplicate setting in [{1}]', number, sectionName));
    }
    setting = { parts: [{ number, text: first }] };
    section.set(key, setting);
  }
  if (invalidLine !== undefined) {
    throw new IniError(l10n.t('line {0}: neither a section nor a setting with a value', invalidLine));
  }
  return new Map([...sections].map(([name, lines]) => [name, valuesOf(new Map([...defaults, ...lines]))]));
}

/** A setting as written: the lines of its value. */
interface Setting {
  readonly parts: { readonly number: number; readonly text: string }[];
}

function valuesOf(settings: ReadonlyMap<string, Setting>): IniSection {
  return new Map([...settings].map(([key, setting]) => [key, valueOf(setting)]));
}

function valueOf({ parts }: Setting): IniValue {
  const text = strip(`.${parts.map((part) => part.text).join('\n')}`).slice(1);
  return text.startsWith('\n') ? blockOf(parts) : text;
}

function blockOf(parts: Setting['parts']): ReadonlyMap<string, string> {
  const block = new Map<string, string>();
  for (const { number, text } of parts) {
    const equals = text.indexOf('=');
    if (equals >= 0) {
      block.set(strip(text.slice(0, equals)), strip(text.slice(equals + 1)));
    } else if (text !== '') {
      throw new IniError(l10n.t('line {0}: no “=” in a line of an indented block', number));
    }
  }
  return block;
}

function strip(text: string): string {
  return text.replace(edges, '');
}
