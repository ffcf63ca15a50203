import * as l10n from '@vscode/l10n';
import { regionTyped } from '../connections/regions';
import type { JobRef } from '../jobs/job';
import { plain } from '../text/plainText';
import { withoutSecretsInText } from '../text/presignedUrl';

/** The parts of a link to a job. None is secret. */
export interface JobLink {
  /** AWS account ID; absent if it was unknown when the link was created. */
  readonly accountId?: string;
  readonly region: string;
  readonly job: JobRef;
}

/** The part of a URI that leads to a job, decoded as by VS Code. */
export interface LinkUri {
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** Why a link does not lead to a job. `text` comes from the link, so it can contain anything. */
export type LinkProblem =
  | { readonly kind: 'tooLong' }
  | { readonly kind: 'path' | 'field' | 'service'; readonly text: string }
  | { readonly kind: 'missing'; readonly name: string }
  | { readonly kind: 'value'; readonly name: string; readonly text: string };

const jobPath = '/job';

/** Maximum length of a link in characters. Links created here are shorter. */
const maxLength = 700;

/** Maximum number of characters of a link's text in a message. */
const maxShown = 40;

/**
 * Forms of the values. They contain no character that URIs encode, because VS Code decodes a URI before passing it on,
 * so that an encoded `&` would separate fields.
 */
const forms: Readonly<Record<string, RegExp>> = {
  account: /^\d{12}$/u,
  region: /^[a-z0-9-]{1,40}$/u,
  service: /^\w{1,40}$/u,
  scope: /^[\w.-]{1,255}$/u,
  id: /^[\w.-]{1,255}$/u,
};

const required = ['region', 'service', 'id'];

/** Returns the path and query of a link; `undefined` for a job or region that a link cannot name. */
export function linkTo({ accountId, region, job }: JobLink): string | undefined {
  const values = { account: accountId, region, service: job.service, scope: job.scope, id: job.id };
  const query = Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .join('&');
  const isValid = 'link' in parseLink({ path: jobPath, query, fragment: '' }, [job.service]);
  return isValid ? `${jobPath}?${query}` : undefined;
}

/**
 * Parses a link. It is invalid if any part is missing, repeated, unknown or malformed. Never throws.
 * @param services ids of the services that a link may name
 */
export function parseLink(
  { path, query, fragment }: LinkUri,
  services: readonly string[],
): { readonly link: JobLink } | { readonly problem: LinkProblem } {
  if (path.length + query.length + fragment.length > maxLength) {
    return { problem: { kind: 'tooLong' } };
  }
  if (path !== jobPath || fragment !== '') {
    return { problem: { kind: 'path', text: fragment === '' ? path : `${path}#${fragment}` } };
  }
  const values = new Map<string, string>();
  for (const field of query === '' ? [] : query.split('&')) {
    const [name = ''] = field.split('=', 1);
    const value = field.slice(name.length + 1);
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
    if (form === undefined || values.has(name)) {
      return { problem: { kind: 'field', text: name } };
    }
    if (!form.test(value) || (name === 'region' && regionTyped(value) !== value)) {
      return { problem: { kind: 'value', name, text: value } };
    }
    values.set(name, value);
  }
  const missing = required.find((name) => !values.has(name));
  if (missing !== undefined) {
    return { problem: { kind: 'missing', name: missing } };
  }
  const [region = '', service = '', id = ''] = required.map((name) => values.get(name));
  if (!services.includes(service)) {
    return { problem: { kind: 'service', text: service } };
  }
  const [accountId, scope] = [values.get('account'), values.get('scope')];
  return {
    link: {
      ...(accountId === undefined ? {} : { accountId }),
      region,
      job: { service, id, ...(scope === undefined ? {} : { scope }) },
    },
  };
}

/** Returns a sentence about a link that does not lead to a job. Includes text of the link as one short line. */
export function linkProblemText(problem: LinkProblem): string {
  switch (problem.kind) {
    case 'tooLong':
      return l10n.t('This link cannot be opened: it is too long.');
    case 'path':
      return l10n.t('This link cannot be opened: Import Jobs has no page “{0}”.', shown(problem.text));
    case 'field':
      return l10n.t('This link cannot be opened: its field “{0}” is unknown or repeated.', shown(problem.text));
    case 'missing':
      return l10n.t('This link cannot be opened: its field “{0}” is missing.', problem.name);
    case 'value':
      return l10n.t({
        message: 'This link cannot be opened: its field “{0}” cannot be “{1}”.',
        args: [problem.name, shown(problem.text)],
        comment: ['{0} is the name of a field: region, service', '{1} is its value'],
      });
    case 'service':
      return l10n.t('This link cannot be opened: Import Jobs does not know the service “{0}”.', shown(problem.text));
  }
}

function shown(text: string): string {
  const characters = Array.from(withoutSecretsInText(plain(text)).trim());
  return characters.length <= maxShown ? characters.join('') : `${characters.slice(0, maxShown).join('')}…`;
}
