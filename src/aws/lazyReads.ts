import type { Branch } from '../core/jobs/source';
import type { ServiceId } from '../core/jobs/job';
import type { ServiceReads } from './sdkService';

/** A service whose SDK code has a bundle of its own. */
export interface LazyReads {
  readonly service: ServiceId;
  /** Returns the root without its pages. */
  readonly rootOf: (region: string) => Omit<Branch, 'readPage'>;
  /** Names of the service's checks in a diagnosis. */
  readonly probeNames: readonly string[];
  /** Loads the bundle. */
  readonly load: () => Promise<ServiceReads>;
}

/**
 * Returns a service that loads its SDK code when it is first needed: when its row is opened, one of its jobs is read, or
 * a connection is diagnosed.
 */
export function lazyReads({ service, rootOf, probeNames, load }: LazyReads): ServiceReads {
  return {
    source: (access, options) => {
      const loadSource = async () => (await load()).source(access, options);
      let loading: ReturnType<typeof loadSource> | undefined;
      const source = async () => {
        try {
          return await (loading ??= loadSource());
        } catch (error) {
          // The next use retries.
          loading = undefined;
          throw error;
        }
      };
      return {
        service,
        root: { ...rootOf(access.region), readPage: async (...where) => (await source()).root.readPage(...where) },
        getJob: async (...job) => (await source()).getJob(...job),
        refresh: async (...jobs) => (await source()).refresh(...jobs),
      };
    },
    probes: {
      names: probeNames,
      sendAny: async (config) => (await load()).probes.sendAny(config),
      run: async (...what) => (await load()).probes.run(...what),
    },
  };
}
