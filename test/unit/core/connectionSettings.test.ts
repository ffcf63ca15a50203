import assert from 'node:assert/strict';
import {
  connectionId,
  connectionLabel,
  connectionsIn,
  entriesIn,
  withEntries,
  withoutEntries,
} from '../../../src/core/connections/connectionSettings';

const prod = { profile: 'prod', region: 'eu-west-1' };

describe('connectionsIn', () => {
  it('returns a connection for each entry, in its order', () => {
    assert.deepEqual(connectionsIn([prod, { region: 'us-east-1', name: 'Sandbox' }, { region: 'us-east-2' }]), [
      { id: 'prod@eu-west-1', kind: 'aws', label: 'prod · eu-west-1', ...prod },
      { id: '@us-east-1', kind: 'aws', label: 'Sandbox', region: 'us-east-1' },
      { id: '@us-east-2', kind: 'aws', label: 'default chain · us-east-2', region: 'us-east-2' },
    ]);
  });

  it('distinguishes the default chain from the profile named default', () => {
    const [chain, profile] = connectionsIn([{ region: 'us-east-1' }, { profile: 'default', region: 'us-east-1' }]);
    assert.notEqual(chain?.id, profile?.id);
    assert.notEqual(chain?.label, profile?.label);
    assert.equal(profile?.problem, undefined);
  });

  it('accepts unknown regions, surrounding whitespace and unknown fields', () => {
    const [connection, ...others] = connectionsIn([
      { region: ' xx-yy-9 ', profile: ' prod ', name: '  ', note: 'mine' },
    ]);
    assert.deepEqual(connection, {
      id: 'prod@xx-yy-9',
      kind: 'aws',
      label: 'prod · xx-yy-9',
      profile: 'prod',
      region: 'xx-yy-9',
    });
    assert.deepEqual(others, []);
  });

  for (const [what, entry, problem, label] of [
    ['not an object', 'prod', 'notAnObject', 'Connection 2'],
    ['null', null, 'notAnObject', 'Connection 2'],
    ['a list', [prod], 'notAnObject', 'Connection 2'],
    ['empty', {}, 'noRegion', 'Connection 2'],
    ['without a region', { profile: 'test' }, 'noRegion', 'test'],
    ['with a region that is not text', { profile: 'test', region: 1, name: 'Mine' }, 'noRegion', 'Mine'],
    ['with an empty region', { region: ' ' }, 'noRegion', 'Connection 2'],
    ['with a profile that is not text', { profile: 7, region: 'eu-west-1' }, 'profileNotText', 'Connection 2'],
    ['with null as its profile', { profile: null, region: 'eu-west-1', name: 'Mine' }, 'profileNotText', 'Mine'],
  ] as const) {
    it(`reports an entry that is ${what} on its own`, () => {
      const [first, second, third] = connectionsIn([prod, entry, { region: 'us-east-1' }]);
      assert.equal(first?.problem, undefined);
      assert.equal(third?.problem, undefined);
      assert.deepEqual([second?.problem, second?.label, second?.kind], [problem, label, 'aws']);
    });
  }

  it('reports the second of two duplicates with any names', () => {
    const connections = connectionsIn([prod, { ...prod, name: 'Again' }, { ...prod, profile: 'test' }, prod]);
    assert.deepEqual(
      connections.map(({ problem }) => problem),
      [undefined, 'duplicate', undefined, 'duplicate'],
    );
    assert.deepEqual(
      connections.map(({ label }) => label),
      ['prod · eu-west-1', 'Again', 'test · eu-west-1', 'prod · eu-west-1'],
    );
  });

  it('gives every entry a unique id', () => {
    const connections = connectionsIn([prod, prod, prod, {}, {}, 7, 'prod@eu-west-1', { region: 'entry 1' }]);
    assert.equal(new Set(connections.map(({ id }) => id)).size, 8);
    assert.ok(!connections.some(({ id }) => id === 'sample'));
  });

  it('is empty without a setting, and treats a single entry as a list of one', () => {
    assert.deepEqual(connectionsIn(undefined), []);
    assert.deepEqual(connectionsIn(null), []);
    assert.deepEqual(
      connectionsIn(prod).map(({ id, problem }) => [id, problem]),
      [['prod@eu-west-1', undefined]],
    );
    assert.deepEqual(
      connectionsIn('prod').map(({ problem }) => problem),
      ['notAnObject'],
    );
  });

  it('gives a connection the id of its profile and region', () => {
    assert.deepEqual(
      connectionsIn([prod, { region: 'eu-west-1' }]).map(({ id }) => id),
      [connectionId(prod), connectionId({ region: 'eu-west-1' })],
    );
    assert.equal(connectionLabel(prod), 'prod · eu-west-1');
  });
});

describe('The entries of the setting', () => {
  const odd = { region: 'us-east-1', note: ['kept', { as: 'it is' }] };
  const setting = [odd, 'no connection', prod, 7];

  it('stay unchanged and in order when others are removed', () => {
    const left = withoutEntries(setting, new Set([1, 2]));
    assert.deepEqual(left, [odd, 7]);
    assert.equal(left[0], odd);
    assert.deepEqual(setting, [odd, 'no connection', prod, 7]);
  });

  it('are the same as before when removed ones are restored', () => {
    const removed = [2, 1].map((index) => ({ index, entry: setting[index] }));
    assert.deepEqual(withEntries([odd, 7], removed), setting);
  });

  it('get a removed one at the end when there are fewer now', () => {
    assert.deepEqual(withEntries([odd], [{ index: 3, entry: prod }]), [odd, prod]);
    assert.deepEqual(withEntries(undefined, [{ index: 3, entry: prod }]), [prod]);
  });

  it('are one when the setting is not a list', () => {
    assert.deepEqual(entriesIn(prod), [prod]);
    assert.deepEqual(withoutEntries(prod, new Set([0])), []);
  });
});
