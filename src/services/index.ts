import type { ServiceDescription } from '../core/service';
import { pinpoint } from './pinpoint/description';
import { ses } from './ses/description';

/** The services that the product shows, in this order. */
export const descriptions = [ses, pinpoint] as const satisfies readonly ServiceDescription[];

export type ShownService = (typeof descriptions)[number]['id'];
