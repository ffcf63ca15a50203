import { PinpointClient } from '@aws-sdk/client-pinpoint';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Connection } from '../core/connection';
import { ServiceError } from '../core/failure';
import type { Transport } from '../core/http';
import type { JobSource } from '../core/source';
import { credentialsOf, madeUpCredentials } from './credentials';
import { handlerOf } from './handler';
import { pinpointSource } from './pinpoint/source';
import { sesSource } from './ses/source';

/** What a user may choose about reading; asked again for each request. */
export interface ReadingOptions {
  /** Jobs for a page, 1 to 100. */
  readonly pageSize: () => number;
  /** Which of an application's segments to show. */
  readonly segments: () => 'imported' | 'all';
  /** A count in the user's locale. */
  readonly formatCount: (count: number) => string;
  /** Takes a line for each request: operation, outcome, time, request id. */
  readonly trace: (line: string) => void;
}

/**
 * The services of a connection. Sends nothing yet.
 * @param transport answers in place of the network: then no credentials are looked for
 * @throws ServiceError `noRegion`
 */
export function connect(connection: Connection, options: ReadingOptions, transport?: Transport): readonly JobSource[] {
  if (connection.region === '') {
    throw new ServiceError({ kind: 'noRegion' });
  }
  const config = {
    region: connection.region,
    // Without it, the profile's endpoint_url and services section would not be read.
    ...(connection.profile === undefined ? {} : { profile: connection.profile }),
    credentials: transport === undefined ? credentialsOf(connection) : madeUpCredentials,
    requestHandler: handlerOf(transport),
  };
  return [
    sesSource(new SESv2Client(config), connection, options),
    pinpointSource(new PinpointClient(config), connection, options),
  ];
}
