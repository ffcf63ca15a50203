import type { ImportJob, JobDestination } from '../job';
import type { DetailsAction, DetailsRow } from './model';
import { row, shown, yesNoRow } from './rows';

/** What people call the things that a job names by their identifiers. */
export interface KnownNames {
  readonly application?: string;
  readonly segment?: string;
}

/** What a list action does, by the list. */
const ACTIONS = {
  suppressionList: {
    PUT: 'Adds addresses to the suppression list',
    DELETE: 'Removes addresses from the suppression list',
  },
  contactList: { PUT: 'Adds contacts to the contact list', DELETE: 'Removes contacts from the contact list' },
} as const;

/** What a job with this destination was told to do; `undefined` where the service did not say. */
export function purposeOf(destination: JobDestination | undefined): string | undefined {
  switch (destination?.kind) {
    case undefined:
      return undefined;
    case 'suppressionList':
    case 'contactList': {
      const { kind, action } = destination;
      return action === 'PUT' || action === 'DELETE' ? ACTIONS[kind][action] : undefined;
    }
    case 'segment':
    case 'endpoints':
      return destination.definesSegment === true
        ? 'Imports endpoint definitions and makes a segment of them'
        : 'Imports endpoint definitions';
  }
}

/** Where the job puts what it imports, and what it does there. */
export function destinationRows(job: ImportJob, names: KnownNames | undefined): readonly DetailsRow[] {
  const application = row('applicationId', 'Application ID', job.scope, {
    code: true,
    copy: true,
    ...nameOf(names?.application, 'revealApplication'),
  });
  const { destination } = job;
  switch (destination?.kind) {
    case undefined:
      return application;
    case 'suppressionList':
      return [...row('destination', 'Destination', 'Suppression list'), ...actionRow(destination), ...application];
    case 'contactList':
      return [
        ...row('destination', 'Destination', 'Contact list'),
        ...row('contactListName', 'Contact list name', destination.name),
        ...actionRow(destination),
        ...application,
      ];
    case 'segment': {
      const { segmentId, segmentName, definesSegment, registersEndpoints } = destination;
      return [
        ...application,
        ...row(
          'segmentName',
          'Segment name',
          segmentName,
          names?.segment === undefined ? {} : { link: 'revealSegment' },
        ),
        ...row('segmentId', 'Segment ID', segmentId, {
          code: true,
          copy: true,
          ...nameOf(segmentName === undefined ? names?.segment : undefined, 'revealSegment'),
        }),
        ...yesNoRow('definesSegment', 'Defines a segment', definesSegment),
        ...yesNoRow('registersEndpoints', 'Registers endpoints', registersEndpoints),
      ];
    }
    case 'endpoints':
      return [
        ...application,
        ...yesNoRow('definesSegment', 'Defines a segment', destination.definesSegment),
        ...yesNoRow('registersEndpoints', 'Registers endpoints', destination.registersEndpoints),
      ];
  }
}

/** A name is known of what has a row in the tree, so there is something to reveal. */
function nameOf(
  name: string | undefined,
  link: DetailsAction,
): { readonly name?: string; readonly link?: DetailsAction } {
  return name === undefined ? {} : { name: shown(name), link };
}

function actionRow(destination: JobDestination & { readonly action?: string }): readonly DetailsRow[] {
  const purpose = purposeOf(destination);
  return row('importAction', 'Action', destination.action, {
    code: true,
    ...(purpose === undefined ? {} : { note: `${purpose}.` }),
  });
}
