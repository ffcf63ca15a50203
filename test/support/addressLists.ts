import type { HttpAnswer, HttpRequest } from '../../src/core/base/http';
import type { Match } from './testServer';
import { isOperation } from './operations';

/** A job of `ListAddressListImportJobs` and `GetAddressListImportJob`. Times are seconds since the epoch. */
export interface AddressListJob {
  readonly JobId: string;
  readonly Name: string;
  readonly Status: string;
  readonly PreSignedUrl: string;
  readonly AddressListId: string;
  readonly CreatedTimestamp: number;
  readonly StartTimestamp?: number;
  readonly CompletedTimestamp?: number;
  readonly ImportedItemsCount?: number;
  readonly FailedItemsCount?: number;
  readonly ImportDataFormat: { readonly ImportDataType: string };
  readonly Error?: string;
}

/** What only the link of an upload has. No log, copy or screen may show it. */
export const uploadSecret = /X-Amz-(?:Signature|Credential|Security-Token|Date|Expires)|uploads\.sample-account/i;

/** Parses a response with a page of jobs. */
export function addressListJobsIn(body: string): readonly AddressListJob[] {
  return (JSON.parse(body) as { readonly ImportJobs: readonly AddressListJob[] }).ImportJobs;
}

/** Parses the id of the list that a request for jobs is about. */
export function addressListIn({ body }: Pick<HttpRequest, 'body'>): string | undefined {
  return (JSON.parse(body) as { readonly AddressListId?: string }).AddressListId;
}

/** Returns a response with an error as Mail Manager sends it: with a name in the body and always the same status. */
export function mailManagerError(type: string, message = 'No'): HttpAnswer {
  const body = JSON.stringify({ __type: `com.amazonaws.mailmanager#${type}`, message });
  return { status: 400, headers: { 'x-amzn-requestid': 'request-1' }, body };
}

/** Matches requests for the jobs of address lists. */
export const isListOfJobs: Match = isOperation('ListAddressListImportJobs');
