import {
  createAccount,
  type SampleAccount,
  type SampleAccountOptions,
  type SampleWorld,
} from '../sample/sampleAccount';
import type { SampleService } from '../sample/router';
import type { ShownService } from './index';
import { mailManagerSample } from './mailManager/sample';
import { customerProfilesSample } from './customerProfiles/sample';
import { pinpointSample } from './pinpoint/sample';
import { sesSample } from './ses/sample';

const samples: Readonly<Record<ShownService, (world: SampleWorld) => SampleService>> = {
  ses: sesSample,
  mailManager: mailManagerSample,
  customerProfiles: customerProfilesSample,
  pinpoint: pinpointSample,
};

/** Creates the sample account with all services. */
export function createSampleAccount(options: SampleAccountOptions): SampleAccount {
  return createAccount(Object.values(samples), options);
}
