import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { shownServices } from '../../../src/core/connections/shownServices';
import { descriptions, names } from '../../../src/services/index';

const known = ['parcels', 'letters', 'stamps'];

describe('The setting for services', () => {
  it('selects services, in the order of the services', () => {
    assert.deepEqual(shownServices(['stamps', 'parcels', 'stamps'], known), { ids: ['parcels', 'stamps'] });
    assert.deepEqual(shownServices(undefined, known), { ids: known });
  });

  it('names unknown services and shows the others', () => {
    const { ids, problem } = shownServices(['stamps', 'Letters', 7, 'Letters'], known);
    assert.deepEqual(ids, ['stamps']);
    assert.equal(
      problem,
      'Unknown services in the setting importJobs.services: Letters and 7. Known services: parcels, letters, and stamps',
    );
    assert.match(shownServices(['stamps', { a: '‮x' }], known).problem ?? '', /^Unknown service in .*: \{"a":"x"\}\./);
  });

  it('shows all services, and says so, when it selects none', () => {
    const says: readonly (readonly [value: unknown, problem: RegExp])[] = [
      [[], /importJobs\.services is empty, so all services are shown$/],
      [null, /must be a list of services, so all services are shown$/],
      ['parcels', /must be a list of services, so all services are shown$/],
      [{ parcels: true }, /must be a list of services, so all services are shown$/],
      [['letter'], /has no known service, so all services are shown\. Known services: parcels, letters, and stamps$/],
    ];
    for (const [value, problem] of says) {
      const shown = shownServices(value, known);
      assert.deepEqual(shown.ids, known);
      assert.match(shown.problem ?? '', problem);
    }
  });

  it('has the services of the product as its values and its default', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
    const { default: initial, items } = contributes.configuration.properties['importJobs.services'];
    assert.deepEqual(items.enum, names);
    assert.deepEqual(initial, names);
    const ids = descriptions.map(({ id }) => id);
    assert.deepEqual(
      names.filter((name) => ids.some((id) => id === name)),
      ids,
    );
  });
});

interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: {
        readonly 'importJobs.services': {
          readonly default: readonly string[];
          readonly items: { readonly enum: readonly string[] };
        };
      };
    };
  };
}
