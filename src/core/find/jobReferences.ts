import { defined } from '../base/defined';
import type { JobRef } from '../jobs/job';
import type { ServiceDescription } from '../jobs/serviceDescription';

/** A job that a text refers to. Its scope may be missing even if its ID is unique only within the scope. */
export interface JobReference extends JobRef {
  /** Whether the ID is unique only within a scope. */
  readonly isScoped?: true;
  /** Whether a request needs a scope, but any known one works. */
  readonly needsAnyScope?: true;
  /** AWS region, if the text names it. */
  readonly region?: string;
  /** AWS account ID, if the text names it. */
  readonly accountId?: string;
}

type Describes = Pick<ServiceDescription, 'id' | 'references'>;

/**
 * Returns the jobs that a pasted text may refer to: an ID, an ARN, or the address of a page or a request. An ID alone can
 * belong to several services.
 */
export function jobReferencesIn(text: string, services: readonly Describes[]): readonly JobReference[] {
  const trimmed = text.trim();
  const { path, ...where } = partsOf(trimmed);
  return services.flatMap(({ id: service, references }): readonly JobReference[] => {
    if (references === undefined) {
      return [];
    }
    const { isScoped, needsAnyScope } = references;
    const scoped = defined<Pick<JobReference, 'isScoped' | 'needsAnyScope'>>({ isScoped, needsAnyScope });
    const { id, scope } = (path === undefined ? undefined : references.path?.exec(path)?.groups) ?? {};
    if (id !== undefined && references.id.test(id)) {
      return [{ service, id, ...scoped, ...(scope === undefined ? {} : { scope }), ...where }];
    }
    return path === undefined && references.id.test(trimmed) ? [{ service, id: trimmed, ...scoped }] : [];
  });
}

interface Parts {
  /** Resource of an ARN, or path and fragment of a URL; `undefined` for other text. */
  readonly path?: string;
  readonly region?: string;
  readonly accountId?: string;
}

function partsOf(text: string): Parts {
  const arn = /^arn:[\w-]+:[\w-]+:(?<region>[\w-]*):(?<account>\d*):(?<resource>\S+)$/u.exec(text)?.groups;
  if (arn !== undefined) {
    const { region = '', account = '', resource = '' } = arn;
    return {
      path: resource,
      ...(region === '' ? {} : { region }),
      ...(account === '' ? {} : { accountId: account }),
    };
  }
  const url = /^https?:/iu.test(text) ? URL.parse(text) : null;
  if (url !== null) {
    const region = url.searchParams.get('region') ?? /(?:^|\.)([a-z]{2}(?:-[a-z]+)+-\d)\./u.exec(url.hostname)?.[1];
    return { path: decoded(`${url.pathname}${url.hash}`), ...(region === undefined ? {} : { region }) };
  }
  return text.includes('/') && !/\s/u.test(text) ? { path: text } : {};
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
