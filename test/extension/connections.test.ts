import assert from 'node:assert/strict';
import { TreeItemCollapsibleState, window } from 'vscode';
import { operationOf } from '../support/operations';
import type { TestServer } from '../support/testServer';
import { eventually } from '../support/eventually';
import { Host, region } from './support/host';

describe('Connections', () => {
  let host: Host;
  let alpha: { readonly server: TestServer; readonly profile: string };
  let beta: typeof alpha;

  const serve = async (name: string, accessKeyId: string, profileRegion = region) => {
    const server = await host.serve();
    server.maxPageSize = 3;
    return { server, profile: await host.addProfile(server, { name, region: profileRegion, accessKeyId }) };
  };

  beforeEach(async () => {
    host = await Host.start();
    alpha = await serve('alpha', 'SAMPLEKEYALPHA');
    beta = await serve('beta', 'SAMPLEKEYBETA', 'us-east-1');
  });
  afterEach(() => host.stop());

  const ofAlpha = (fields: object = {}) => ({ profile: alpha.profile, region, ...fields });
  const ofBeta = (fields: object = {}) => ({ profile: beta.profile, region: 'us-east-1', ...fields });
  const set = (...connections: readonly unknown[]) => host.set({ connections });
  const named = (profile: string, inRegion = region) => `${profile} · ${inRegion}`;
  const asked = ({ requests }: TestServer, inRegion: string) =>
    requests.filter((request) => request.region === inRegion);

  it('send requests with their own keys in their own regions', async () => {
    await set(ofAlpha(), ofBeta());
    assert.deepEqual(await host.labels(), [named(alpha.profile), named(beta.profile, 'us-east-1')]);
    for (const [{ profile, server }, key, inRegion] of [
      [alpha, 'SAMPLEKEYALPHA', region],
      [beta, 'SAMPLEKEYBETA', 'us-east-1'],
    ] as const) {
      const rows = await host.names(named(profile, inRegion), 'Amazon SES', 'Suppression list');
      assert.match(rows.at(-1) ?? '', /^Load more, Suppression list, \d+ loaded$/);
      assert.deepEqual(
        server.requests.map((request) => [operationOf(request), request.accessKeyId, request.region]),
        [['ListImportJobs', key, inRegion]],
      );
    }
  });

  it('follow edits of the setting at once, and show invalid entries', async () => {
    await set('nonsense', ofAlpha({ name: 'Work' }), { profile: beta.profile }, ofAlpha(), {
      profile: 7,
      region: 'us-east-1',
    });
    assert.deepEqual(await host.labels(), ['Connection 1', 'Work', beta.profile, named(alpha.profile), 'Connection 5']);
    assert.deepEqual(await host.names('Work'), [
      'Amazon SES',
      'SES Mail Manager',
      'Customer Profiles',
      'Amazon Pinpoint',
    ]);
    for (const [connection, sentence] of [
      ['Connection 1', /^Invalid connection/],
      [beta.profile, /^The connection has no region/],
      [named(alpha.profile), /^Duplicate connection/],
      ['Connection 5', /^The “profile” of the connection must be a string/],
    ] as const) {
      const [name = '', ...others] = await host.names(connection);
      assert.match(name, sentence);
      assert.deepEqual(others, []);
    }
  });

  it('start expanded, but only the first of more than three, unless the user left them otherwise', async () => {
    const { tree } = host.extension;
    const regions = ['eu-west-1', 'eu-west-2', 'eu-west-3', 'us-west-2'];
    const isExpanded = async () =>
      (await host.rows()).map(
        ({ node }) => tree.getTreeItem(node).collapsibleState === TreeItemCollapsibleState.Expanded,
      );
    await set(...regions.slice(0, 3).map((each) => ofAlpha({ region: each })));
    assert.deepEqual(await isExpanded(), [true, true, true]);
    await set(...regions.map((each) => ofAlpha({ region: each })));
    assert.deepEqual(await isExpanded(), [true, false, false, false]);
    await host.unfold((await host.rows())[3] ?? assert.fail());
    assert.deepEqual(await isExpanded(), [true, false, false, true]);
    assert.deepEqual(alpha.server.requests, []);
  });

  it('open the setting from the row of an invalid entry', async () => {
    await set({ profile: beta.profile });
    await host.click(await host.row(beta.profile, /^The connection has no region/));
    await eventually(() => {
      const { document } = window.activeTextEditor ?? assert.fail('No editor is open.');
      assert.match(document.uri.path, /\/settings\.json$/);
      assert.match(document.getText(), /"importJobs\.connections"/);
    });
  });

  it('that are invalid can be removed without affecting others', async () => {
    await set('nonsense', ofAlpha({ name: 'Work' }), { profile: beta.profile }, ofAlpha(), 'nonsense');
    await host.run('removeConnection', await host.row('Connection 1'));
    await host.window.message('“Connection 1” removed.');
    assert.deepEqual(await host.labels(), ['Work', beta.profile, named(alpha.profile), 'Connection 4']);
    await host.run('removeConnection', await host.row(named(alpha.profile)));
    const { kind, buttons } = await host.window.message(`“${named(alpha.profile)}” removed.`);
    assert.deepEqual([kind, buttons], ['information', ['Undo']]);
    assert.deepEqual(await host.labels(), ['Work', beta.profile, 'Connection 3']);
  });

  it('are restored by Undo at the same index, with all fields', async () => {
    await set({ region: 'xx-yy-1', note: 'mine' }, ofAlpha(), ofBeta());
    const before = ['default chain · xx-yy-1', named(alpha.profile), named(beta.profile, 'us-east-1')];
    assert.deepEqual(await host.labels(), before);
    host.window.answer('“default chain · xx-yy-1” removed.', 'Undo');
    await host.run('removeConnection', await host.row('default chain · xx-yy-1'));
    await host.window.message('“default chain · xx-yy-1” removed.');
    assert.deepEqual(await host.labels(), before);
  });

  it('are removed together when several rows are selected', async () => {
    await set(ofAlpha(), ofBeta(), ofAlpha({ region: 'eu-west-2' }));
    const [first, , third] = await host.rows();
    await host.run('removeConnection', first ?? assert.fail(), third ?? assert.fail());
    await host.window.message('2 connections removed.');
    assert.deepEqual(await host.labels(), [named(beta.profile, 'us-east-1')]);
  });

  it('with a custom name or jobs in progress are removed after confirmation', async () => {
    await set(ofAlpha({ name: 'Work' }), ofBeta());
    await host.rows('Work', 'Amazon SES', 'Contact lists');
    await host.run('removeConnection', await host.row('Work'));
    const { kind, buttons, detail } = await host.window.message('Remove “Work”?');
    assert.deepEqual([kind, buttons], ['warning', ['Remove']]);
    assert.match(
      detail ?? '',
      /^\d+ import jobs? in progress will no longer be tracked\. Its custom name will be removed from settings\. Nothing changes in AWS\.$/,
    );
    assert.deepEqual(await host.labels(), ['Work', named(beta.profile, 'us-east-1')]);
    host.window.answer('Remove “Work”?', 'Remove');
    await host.run('removeConnection', await host.row('Work'));
    await host.window.message('Remove “Work”?');
    await host.window.message('“Work” removed.');
    assert.deepEqual(await host.labels(), [named(beta.profile, 'us-east-1')]);
  });

  it('are picked when a command has no row', async () => {
    await set(ofAlpha(), ofBeta({ region: 'eu-west-3' }));
    host.window.pick(beta.profile);
    await host.run('removeConnection');
    await host.window.message(`“${named(beta.profile, 'eu-west-3')}” removed.`);
    assert.deepEqual(await host.labels(), [named(alpha.profile)]);
    host.window.pick();
    await host.run('removeConnection');
    assert.deepEqual(await host.labels(), [named(alpha.profile)]);
    await set();
    await host.run('removeConnection');
    await host.window.message('There are no connections to remove.');
  });

  it('leave no row, request or timer when removed during a read', async () => {
    const { server } = alpha;
    const [going, staying] = [ofAlpha({ name: 'Going' }), ofAlpha({ region: 'us-west-2' })];
    await host.set({ 'polling.enabled': true });
    await set(going, staying);
    for (const label of ['Going', named(alpha.profile, 'us-west-2')]) {
      assert.ok((await host.jobIds(label, 'Amazon SES', 'Contact lists')).length > 0);
    }
    for (const inRegion of [region, 'us-west-2']) {
      const before = asked(server, inRegion).length;
      await host.until(() => {
        assert.ok(asked(server, inRegion).length > before, 'Jobs in progress are polled.');
      });
    }

    const hold = server.hold(
      (request) => request.path === '/v1/apps' && request.headers.authorization?.includes(region) === true,
    );
    const reading = host.names('Going', /^Amazon Pinpoint/);
    await hold.arrived;
    host.window.answer('Remove “Going”?', 'Remove');
    await host.run('removeConnection', await host.row('Going'));
    await host.window.message('Remove “Going”?');
    await host.window.message('“Going” removed.');
    await hold.left;
    hold.release();
    assert.deepEqual(await reading, []);

    const before = asked(server, region).length;
    const meanwhile = asked(server, 'us-west-2').length;
    await host.until(() => {
      assert.ok(asked(server, 'us-west-2').length > meanwhile + 3);
    });
    assert.equal(asked(server, region).length, before);
    assert.deepEqual(
      asked(server, region).flatMap((request) => (operationOf(request) === 'GetApps' ? [request.status] : [])),
      [undefined],
    );
    const names = (await host.allRows()).map(({ name }) => name);
    assert.equal(names.filter((name) => name.startsWith('Amazon Pinpoint')).length, 1);
    assert.ok(!names.some((name) => name.startsWith('Going')));
  });
});
