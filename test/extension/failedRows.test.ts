import assert from 'node:assert/strict';
import { ThemeIcon } from 'vscode';
import { ConnectedHost, Host, region } from './support/host';
import { tooltipOf, type Row } from './support/treeRows';

const denial = {
  status: 403,
  headers: { 'x-amzn-errortype': 'AccessDeniedException' },
  body: JSON.stringify({ message: 'User is not authorized' }),
};

function iconOf({ item: { iconPath } }: Row): string {
  assert.ok(iconPath instanceof ThemeIcon);
  return [iconPath.id, iconPath.color?.id ?? ''].join(' ').trim();
}

describe('a list whose refresh fails', () => {
  let connected: ConnectedHost;
  beforeEach(async () => (connected = await ConnectedHost.start({ pageSize: 5 })));
  afterEach(() => connected.host.stop());

  it('says so on its own row until the next success, and keeps its rows and Load More', async () => {
    const { host, server, label } = connected;
    const path = [label, 'Amazon SES', 'Suppression list'];
    const before = await host.rows(...path);
    const list = await host.row(...path);
    assert.equal(iconOf(list), 'mail');
    assert.equal(list.item.description, undefined);

    const allowAgain = server.answer(({ path }) => path === '/v2/email/import-jobs/list', denial);
    await host.within(host.run('refresh', list));
    const failed = await host.row(label, 'Amazon SES', /^Suppression list/);
    assert.equal(iconOf(failed), 'warning problemsWarningIcon.foreground');
    assert.equal(failed.item.description, 'refresh failed');
    assert.match(failed.name, /^Suppression list, refresh failed, Access denied/);
    assert.match(tooltipOf(host.extension.tree, failed).join('\n'), /Access denied/);
    const rows = await host.rows(label, 'Amazon SES', /^Suppression list/);
    assert.deepEqual(
      rows.filter(({ node }) => node.kind === 'job').map(({ node }) => node.id),
      before.filter(({ node }) => node.kind === 'job').map(({ node }) => node.id),
    );
    assert.deepEqual(
      rows.slice(-2).map(({ node }) => node.kind),
      ['failure', 'more'],
    );

    allowAgain();
    await host.within(host.run('refresh', list));
    const again = await host.row(...path);
    assert.equal(iconOf(again), 'mail');
    assert.equal(again.item.description, undefined);
  });
});

describe('a connection that cannot reach AWS', () => {
  let host: Host;
  beforeEach(async () => (host = await Host.start()));
  afterEach(() => host.stop());

  it('says why on its own row, and in one line above the tree for all', async () => {
    await host.writeAwsFiles({
      config: ['one', 'two']
        .map(
          (name) =>
            `[profile ${name}]\nregion = ${region}\nsso_start_url = https://example.invalid/start\nsso_region = ${region}\nsso_account_id = 111122223333\nsso_role_name = Reader\n`,
        )
        .join('\n'),
    });
    await host.set({ connections: [{ profile: 'one', region }] });
    await host.rows(`one · ${region}`, 'Amazon SES', 'Suppression list');
    const [row = assert.fail()] = await host.rows();
    assert.equal(iconOf(row), 'warning problemsWarningIcon.foreground');
    assert.match(String(row.item.description), /not signed in/i);
    assert.match(row.item.contextValue ?? '', /;signedOut;/);
    assert.match(host.extension.view.message, new RegExp(`^one · ${region}: [^\n]*signed in[^\n]*$`, 'i'));

    await host.set({ connections: ['one', 'two'].map((profile) => ({ profile, region })) });
    await host.rows(`two · ${region}`, 'Amazon SES', 'Suppression list');
    assert.equal(host.extension.view.message, '2 connections need attention');
  });

  it('says at once, without a request, that its profile is missing, until it exists', async () => {
    const server = await host.serve();
    const profile = await host.addProfile(server, { name: 'later' });
    await host.writeAwsFiles({});
    await host.set({ connections: [{ profile, region }] });
    await host.rows(`${profile} · ${region}`);
    const [row = assert.fail()] = await host.rows();
    assert.equal(iconOf(row), 'warning problemsWarningIcon.foreground');
    assert.equal(row.item.description, 'Profile not found');
    assert.match(row.name, /There is no profile “later-/);
    assert.deepEqual(server.requests, []);

    await host.until(async () => {
      // VS Code may have begun to watch the files after the first write.
      await host.rewriteAwsFiles();
      const [again = assert.fail()] = await host.rows();
      assert.equal(iconOf(again), 'account', again.name);
    });
    assert.deepEqual(server.requests, []);
  });
});
