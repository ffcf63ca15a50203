/** A value: text, or where it is an indented block, the settings in that block. */
export type IniValue = string | ReadonlyMap<string, string>;

/** The settings of a section by their names in lower case. */
export type IniSection = ReadonlyMap<string, IniValue>;

/** A file that cannot be parsed. Its message names the line and never quotes it: it may hold a secret. */
export class IniError extends Error {
  override readonly name = 'IniError';
}

/** Whitespace as Python has it, which differs from `\s` and `trim`. */
const space = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const edges = new RegExp(`^${space}+|${space}+$`, 'g');
const indentation = new RegExp(`^${space}*`);
const settingLine = new RegExp(`^(.*?)${space}*[=:]${space}*(.*)$`, 's');
const sectionLine = /^\[(.+)\]/s;
/** Settings whose values apply to all sections. */
const defaultsName = 'DEFAULT';

/**
 * Parses a file as botocore does, which is as Python's `configparser.RawConfigParser` does with its defaults: what is
 * indented deeper than its setting continues it, comments take whole lines, and a duplicate is an error.
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
        throw new IniError(`line ${number}: duplicate section [${header}]`);
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
      throw new IniError(`line ${number}: text before the first section`);
    }
    const [, name = '', first = ''] = settingLine.exec(value) ?? [];
    if (name === '') {
      // Python reads on, and reports another kind of error first.
      invalidLine ??= number;
      continue;
    }
    const key = name.toLowerCase();
    if (section.has(key)) {
      throw new IniError(`line ${number}: duplicate setting in [${sectionName}]`);
    }
    setting = { parts: [{ number, text: first }] };
    section.set(key, setting);
  }
  if (invalidLine !== undefined) {
    throw new IniError(`line ${invalidLine}: neither a section nor a setting with its value`);
  }
  return new Map([...sections].map(([name, lines]) => [name, valuesOf(new Map([...defaults, ...lines]))]));
}

/** A setting as it is written: the value's lines. */
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
      throw new IniError(`line ${number}: a line of an indented block without “=”`);
    }
  }
  return block;
}

function strip(text: string): string {
  return text.replace(edges, '');
}
