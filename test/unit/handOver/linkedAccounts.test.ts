import assert from 'node:assert/strict';
import type { Connection } from '../../../src/core/connections/connection';
import { linkedAccounts } from '../../../src/core/handOver/linkedAccounts';

const [one, two] = ['111111111111', '222222222222'];
const candidate = (name: string, accountId?: string, connection: Partial<Connection> = {}) => ({
  name,
  accountId,
  connection: { kind: 'aws', region: 'eu-west-1', ...connection } as const,
});
const candidates = [
  candidate('same', one),
  candidate('other', two),
  candidate('unknown'),
  candidate('elsewhere', one, { region: 'us-east-1' }),
  candidate('sample', undefined, { kind: 'sample' }),
  candidate('copy', undefined, { kind: 'copy' }),
  candidate('invalid', undefined, { region: 'eu-west-1', problem: 'duplicate' }),
];

describe('The connections that a link may lead to', () => {
  const found = (link: Parameters<typeof linkedAccounts>[0]) => {
    const { same, possible } = linkedAccounts(link, candidates);
    return { same: same.map(({ name }) => name), possible: possible.map(({ name }) => name) };
  };

  it('are those in its region, by account', () => {
    assert.deepEqual(found({ accountId: one, region: 'eu-west-1' }), {
      same: ['same'],
      possible: ['unknown'],
    });
    assert.deepEqual(found({ accountId: one, region: 'eu-central-1' }), { same: [], possible: [] });
  });

  it('are all in its region if it names no account', () => {
    assert.deepEqual(found({ region: 'eu-west-1' }), { same: [], possible: ['same', 'other', 'unknown'] });
  });

  it('include those whose region has a legacy name', () => {
    const legacy = [candidate('legacy', one, { region: 'fips-us-east-1' })];
    assert.deepEqual(linkedAccounts({ accountId: one, region: 'us-east-1' }, legacy).same, legacy);
  });
});
