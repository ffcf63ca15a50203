import assert from 'node:assert/strict';
import { besideCalls, reachProbes } from '../../../src/aws/diagnosis/diagnoseReach';
import type { Probe } from '../../../src/core/diagnosis/diagnosis';
import type { NetworkReason } from '../../../src/core/failures/failure';
import { never } from './connected';

const broken = (name: string, reason: NetworkReason): Probe => ({
  name,
  result: 'failed',
  text: '',
  milliseconds: 7,
  failure: { kind: 'network', reason },
});
const reach = [broken('Name resolution', 'nameNotFound'), broken('TLS', 'tls')];
const skipped: Probe = { name: 'GetImportJob', result: 'skipped', text: 'no job to request' };

describe('DNS and TLS results of a service', () => {
  const told = (...calls: readonly Probe[]) => besideCalls(reach, calls);

  for (const [what, call] of Object.entries<Probe>({
    'a response': { name: 'GetApps', result: 'ok', text: 'response received' },
    'a denial': { name: 'GetApps', result: 'failed', text: '', failure: { kind: 'denied', httpStatus: 403 } },
  })) {
    it(`are not failures when a call got ${what}`, () => {
      const probes = told(broken('GetApps', 'reset'), call);
      assert.deepEqual(
        probes.map(({ name, result, milliseconds, failure }) => [name, result, milliseconds, failure]),
        [
          ['Name resolution', 'notNeeded', 7, undefined],
          ['TLS', 'notNeeded', 7, undefined],
        ],
      );
      assert.deepEqual(
        probes.map(({ text }) => text.split(',')[0]),
        ['no direct connection', 'no direct secure connection'],
      );
    });
  }

  it('stay failures when no call got a response, or none was made', () => {
    assert.deepEqual(told(broken('GetApps', 'nameNotFound'), skipped), reach);
    assert.deepEqual(told(skipped), reach);
  });

  it('stay unchanged when they succeeded', () => {
    const well: readonly Probe[] = [
      { name: 'Name resolution', result: 'ok', text: '127.0.0.1' },
      { name: 'TLS', result: 'skipped', text: 'not https' },
    ];
    assert.deepEqual(besideCalls(well, [{ name: 'GetApps', result: 'ok', text: 'response received' }]), well);
  });

  it('are for the host without an address’s brackets, and its port', async () => {
    const asked: string[] = [];
    const direct = {
      addressesOf: (host: string) => Promise.resolve([host, 'another']),
      shakeHands: (host: string, port: number) => Promise.resolve(String(asked.push(`${host} ${port}`))),
    };
    const [name] = await reachProbes(new URL('https://[::1]:8443/'), direct, never);
    await reachProbes(new URL('https://example.invalid'), direct, never);
    assert.equal(name?.text, '::1, another');
    assert.deepEqual(asked, ['::1 8443', 'example.invalid 443']);
  });
});
