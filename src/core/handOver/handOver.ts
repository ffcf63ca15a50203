import type { Connection } from '../connections/connection';
import { partitionOf, regionCode } from '../connections/regions';
import type { Shell } from '../connections/shellQuote';
import type { ImportJob, JobRef } from '../jobs/job';
import type { ServiceDescription } from '../jobs/serviceDescription';
import { consoleUrl, s3Page } from './consoleUrl';
import { cliCommand, cliComment, type CliScope } from './cliCommand';
import { linkTo } from './jobLink';

/** What can be copied or opened to continue with a job outside VS Code. */
export type Offer = 'arn' | 'link' | 'cliCommand' | 'rerunCommand' | 'console';
export type Offers = Readonly<Record<Offer, boolean>>;

/** The parts of a job's connection that are used here. */
export type Origin = Pick<Connection, 'id' | 'kind' | 'region' | 'profile'>;

/** Creates what leads to a job outside VS Code: its ARN, link, AWS CLI commands and console pages. Sends no requests. */
export class HandOver {
  readonly #services: ReadonlyMap<string, ServiceDescription>;
  readonly #accountIdOf: (connectionId: string) => string | undefined;

  /** @param accountIdOf returns the AWS account ID of a connection, if known */
  constructor(descriptions: readonly ServiceDescription[], accountIdOf: (connectionId: string) => string | undefined) {
    this.#services = new Map(descriptions.map((description) => [description.id, description]));
    this.#accountIdOf = accountIdOf;
  }

  /** Returns what is available for a job. What depends on details that were not read yet counts as available. */
  offersOf(origin: Origin, job: ImportJob): Offers {
    const service = this.#services.get(job.service);
    const isInAws = origin.kind !== 'sample' && origin.region !== '';
    return {
      console: this.consolePagesOf(origin, job).length > 0,
      arn: this.arnOf(origin, job) !== undefined,
      link: this.linkOf(origin, job, undefined) !== undefined,
      cliCommand: isInAws && service?.getCallOf !== undefined,
      rerunCommand:
        isInAws && service?.rerunCallOf !== undefined && (!job.complete || service.rerunCallOf(job) !== undefined),
    };
  }

  /** Whether an email address can be looked up in the lists that a job imported into. */
  checksAddresses({ kind }: Origin, { service }: JobRef): boolean {
    return kind !== 'copy' && this.#services.get(service)?.checksAddresses === true;
  }

  /** Returns a job's ARN; `undefined` if AWS defines none for it, or the account is unknown. */
  arnOf({ id, kind, region }: Origin, ref: JobRef): string | undefined {
    const service = this.#services.get(ref.service);
    const accountId = this.#accountIdOf(id);
    const resource = service?.arnResourceOf?.(ref);
    if (service === undefined || accountId === undefined || resource === undefined || kind === 'sample') {
      return undefined;
    }
    const code = regionCode(region);
    return `arn:${partitionOf(code)}:${service.iamPrefix}:${code}:${accountId}:${resource}`;
  }

  /**
   * Returns the path and query of a link to a job; `undefined` if there is none.
   * @param accountId AWS account ID of the connection, if known
   */
  linkOf({ kind, region }: Origin, { service, id, scope }: JobRef, accountId: string | undefined): string | undefined {
    if (kind === 'sample' || !this.#services.has(service)) {
      return undefined;
    }
    const job = { service, id, ...(scope === undefined ? {} : { scope }) };
    return linkTo({ ...(accountId === undefined ? {} : { accountId }), region: regionCode(region), job });
  }

  /** Returns the console pages of a job's destination and source whose addresses are known. */
  consolePagesOf(
    { kind, region }: Origin,
    job: ImportJob,
  ): readonly { readonly label: string; readonly url: string }[] {
    const code = regionCode(region);
    const pages = [this.#services.get(job.service)?.consolePageOf?.(job, code), s3Page(job.source?.s3Url, code)];
    return pages.flatMap((page) => {
      const url = page === undefined || kind === 'sample' ? undefined : consoleUrl(code, page.path);
      return page === undefined || url === undefined ? [] : [{ label: page.label, url }];
    });
  }

  /** Returns the command that gets a job with the AWS CLI; `undefined` if there is none. */
  getCommandOf(origin: Origin, job: ImportJob, shell: Shell): string | undefined {
    const call = this.offersOf(origin, job).cliCommand ? this.#services.get(job.service)?.getCallOf?.(job) : undefined;
    return call && cliCommand(call, scopeOf(origin), shell);
  }

  /**
   * Returns the command that would run a job's import again, and comments on what it does; `undefined` if the job's
   * details do not suffice.
   */
  rerunOf(
    origin: Origin,
    job: ImportJob,
    shell: Shell,
  ): { readonly command: string; readonly comments: readonly string[] } | undefined {
    const call = this.#services.get(job.service)?.rerunCallOf?.(job);
    return (
      call && {
        command: cliCommand(call, scopeOf(origin), shell),
        comments: call.notes.map((note) => cliComment(note, shell)),
      }
    );
  }
}

function scopeOf({ profile, region }: Origin): CliScope {
  return { profile, region: regionCode(region) };
}
