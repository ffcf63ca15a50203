import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../support/eventually';
import { operationOf } from '../support/operations';
import { allRows } from '../support/rows';
import { TestServer } from '../support/testServer';
import { profileFor } from '../support/testServerProfile';
import { Workbench } from '../support/workbench';

const alpha = { profile: 'alpha', region: 'eu-west-1' };
const beta = { profile: 'beta', region: 'us-east-1' };
const otherProfiles =
  '[profile sso]\nsso_session = work\nregion = eu-north-1\n\n[sso-session work]\nsso_region = eu-west-1\n';

describe('Connections', () => {
  let servers: { readonly alpha: TestServer; readonly beta: TestServer };
  let workbench: Workbench;

  before(async () => {
    servers = { alpha: await TestServer.start({ freeze: true }), beta: await TestServer.start({ freeze: true }) };
    // Few rows, so that all are in sight.
    servers.alpha.maxPageSize = servers.beta.maxPageSize = 3;
    const profiles = [
      profileFor(servers.alpha, { name: 'alpha', accessKeyId: 'SAMPLEKEYALPHA' }),
      profileFor(servers.beta, { name: 'beta', region: 'us-east-1', accessKeyId: 'SAMPLEKEYBETA' }),
    ];
    workbench = await Workbench.start({
      awsConfig: [...profiles.map(({ config }) => config), otherProfiles].join('\n'),
      awsCredentials: profiles.map(({ credentials }) => credentials).join('\n'),
      settings: { 'importJobs.polling.minimumInterval': 1, 'importJobs.polling.maximumInterval': 1 },
    });
    await workbench.openView();
  });

  after(async () => {
    await workbench.stop();
    await Promise.all([servers.alpha.close(), servers.beta.close()]);
  });

  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  const picker = () => workbench.page.locator('.quick-input-widget');
  const option = (name: RegExp) => picker().getByRole('option', { name });
  const atStep = (step: number) => picker().getByText(`(${step}/2)`).waitFor();
  /** It is what Enter would choose. Between two steps, keys go to the tree. */
  const isActive = async (item: Locator) => {
    await item.and(picker().locator('.focused')).waitFor();
    await picker().locator('input:focus').waitFor();
  };
  const isSelected = (name: RegExp) =>
    workbench.row(name).and(workbench.page.locator('[aria-selected=true]')).waitFor();
  /** A message of the extension. A VS Code under test shows them only when asked. */
  async function notice(text: string): Promise<Locator> {
    await workbench.command('Notifications: Show Notifications');
    const item = workbench.page.locator('.notification-list-item', { hasText: text });
    await item.waitFor();
    return item;
  }
  afterEach(() => workbench.command('Notifications: Clear All Notifications'));

  async function connectionsShown(): Promise<readonly string[]> {
    return (await allRows(workbench)).filter(({ level }) => level === 1).map(({ name }) => name.trim());
  }

  /** Sets the setting as by hand. */
  async function set(...connections: readonly unknown[]): Promise<void> {
    await workbench.setSettings({ 'importJobs.connections': connections });
  }

  async function shows(...names: readonly string[]): Promise<void> {
    await eventually(async () => {
      assert.deepEqual(await connectionsShown(), names);
    });
  }

  async function openList(connection: number): Promise<void> {
    await workbench
      .row(/^Suppression list/)
      .nth(connection)
      .locator('.monaco-tl-twistie')
      .click();
  }

  it('are added by keyboard: a profile, a region, and a way back', async () => {
    await workbench.view.getByRole('button', { name: 'Add Connection…' }).focus();
    await press('Enter');
    await atStep(1);
    await option(/^alpha, access keys · eu-west-1/).waitFor();
    await option(/^sso, SSO · eu-north-1/).waitFor();
    await option(/^Default credential chain/).waitFor();
    assert.equal(await picker().getByRole('option').count(), 4);
    await workbench.screenshot('add-connection-profile');

    await workbench.page.keyboard.type('bet');
    await isActive(option(/^beta/));
    await press('Enter');
    await atStep(2);
    await isActive(option(/^US East \(N\. Virginia\), us-east-1 · SES and Pinpoint/));
    await workbench.screenshot('add-connection-region');
    await press('Control+Alt+Minus');
    await atStep(1);
    await isActive(option(/^beta/));
    await press('ArrowUp');
    await isActive(option(/^alpha/));
    await press('Enter');
    await atStep(2);
    await isActive(option(/^Europe \(Ireland\)/));
    await press('Enter');

    await isSelected(/^alpha · eu-west-1/);
    await workbench.row('Amazon SES').waitFor();
    await workbench.view.getByRole('tree').and(workbench.page.locator(':focus')).waitFor();
    await press('ArrowDown');
    await workbench.row('Amazon SES').and(workbench.page.locator('.focused')).waitFor();
    await shows('alpha · eu-west-1');
  });

  it('stand side by side, each asking with its own key in its own region', async () => {
    await workbench.page
      .getByRole('toolbar', { name: 'Import Jobs: Jobs actions' })
      .getByRole('button', { name: 'Add Connection…' })
      .click();
    await option(/^beta/).click();
    await atStep(2);
    await isActive(option(/us-east-1/));
    await press('Enter');
    await workbench.row(/^beta · us-east-1/).waitFor();
    await openList(0);
    await eventually(async () => {
      assert.equal(await workbench.row(/^Suppression list/).count(), 2);
    });
    await openList(1);
    for (const server of [servers.alpha, servers.beta]) {
      await eventually(() => {
        assert.ok(server.requests.some((request) => operationOf(request) === 'ListImportJobs'));
      });
    }
    await eventually(async () => {
      assert.equal(await workbench.row(/^Load more, Suppression list/).count(), 2);
    });
    const asked = (server: TestServer) => [
      ...new Set(server.requests.map(({ accessKeyId, region }) => `${accessKeyId ?? ''} ${region ?? ''}`)),
    ];
    assert.deepEqual(asked(servers.alpha), ['SAMPLEKEYALPHA eu-west-1']);
    assert.deepEqual(asked(servers.beta), ['SAMPLEKEYBETA us-east-1']);
    await shows('alpha · eu-west-1', 'beta · us-east-1');
  });

  it('are not added twice', async () => {
    await workbench.command('Import Jobs: Add Connection…');
    await option(/^alpha/).click();
    await atStep(2);
    await option(/eu-west-1 · SES and Pinpoint · added already/).click();
    await isSelected(/^alpha · eu-west-1/);
    await notice('alpha · eu-west-1 already exists.');
    await workbench.screenshot('add-connection-twice');
    await shows('alpha · eu-west-1', 'beta · us-east-1');
  });

  it('can be in any region that is typed', async () => {
    await workbench.command('Import Jobs: Add Connection…');
    await option(/^Default credential chain/).click();
    await atStep(2);
    await workbench.page.keyboard.type('ireland');
    await isActive(option(/^Europe \(Ireland\)/));
    await workbench.page.keyboard.press('Control+A');
    await workbench.page.keyboard.type('eu-west-2');
    await isActive(option(/eu-west-2/));
    assert.equal(await option(/^Use/).count(), 0);
    await workbench.page.keyboard.press('Control+A');
    await workbench.page.keyboard.type('foo bar');
    await option(/^Not a region code\. Example: eu-west-1/).waitFor();
    await workbench.page.keyboard.press('Control+A');
    await workbench.page.keyboard.type('xx-yy-1');
    await isActive(option(/^Use “xx-yy-1”/));
    await workbench.screenshot('add-connection-typed');
    await press('Enter');
    await isSelected(/^default chain · xx-yy-1/);
    await shows('alpha · eu-west-1', 'beta · us-east-1', 'default chain · xx-yy-1');
  });

  it('go at once, and come back where they were by Undo', async () => {
    await set({ region: 'xx-yy-1', note: 'mine' }, alpha, beta);
    await shows('default chain · xx-yy-1', 'alpha · eu-west-1', 'beta · us-east-1');
    await workbench.contextMenu(/^default chain · xx-yy-1/, 'Remove Connection');
    await shows('alpha · eu-west-1', 'beta · us-east-1');
    const message = await notice('“default chain · xx-yy-1” removed.');
    await workbench.screenshot('remove-connection');
    await message.getByRole('button', { name: 'Undo' }).click();
    await shows('default chain · xx-yy-1', 'alpha · eu-west-1', 'beta · us-east-1');
    await eventually(async () => {
      assert.equal(await workbench.row('Amazon SES').count(), 3);
    });
  });

  it('are as the setting says as soon as it is edited; what makes no sense there is said on its own', async () => {
    await set('nonsense', { ...alpha, name: 'Work' }, { profile: 'beta' }, alpha, { profile: 7, region: 'us-east-1' });
    await shows('Connection 1', 'Work', 'beta', 'alpha · eu-west-1', 'Connection 5');
    await workbench.row('Amazon SES').waitFor();
    const sentences = [
      'Invalid connection. Edit the setting',
      'The connection has no region',
      'Duplicate connection',
      'The “profile” of the connection must be a string',
    ];
    for (const sentence of sentences) await workbench.row(sentence).waitFor();
    await workbench.screenshot('connections-of-no-sense');

    await workbench.row('The connection has no region').click();
    const editor = workbench.page.locator('.editor-instance .view-lines');
    await editor.getByText('importJobs.connections').waitFor();
    await workbench.page.getByRole('tab', { name: /settings\.json/ }).waitFor();
    await workbench.screenshot('connections-setting');
  });

  it('that make no sense go too, and leave the others as they are', async () => {
    await workbench.contextMenu('Connection 1', 'Remove Connection');
    await shows('Work', 'beta', 'alpha · eu-west-1', 'Connection 4');
    await workbench.contextMenu(/^alpha · eu-west-1/, 'Remove Connection');
    await shows('Work', 'beta', 'Connection 3');
    await notice('“alpha · eu-west-1” removed.');
  });

  it('with a name of their own, or with jobs in progress, go when the user says so', async () => {
    const dialog = workbench.page.getByRole('dialog', { name: 'Remove “Work”?' });
    await workbench.contextMenu(/^Work/, 'Remove Connection');
    await dialog
      .getByText(/import jobs in progress will no longer be tracked\. Its custom name will be removed/)
      .waitFor();
    await workbench.screenshot('remove-named-connection');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await shows('Work', 'beta', 'Connection 3');
    await workbench.contextMenu(/^Work/, 'Remove Connection');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await shows('beta', 'Connection 2');
  });

  it('are asked for by the palette', async () => {
    await set(alpha, { ...beta, region: 'eu-west-3' });
    await shows('alpha · eu-west-1', 'beta · eu-west-3');
    await workbench.command('Import Jobs: Remove Connection');
    await option(/^beta · eu-west-3/).click();
    await shows('alpha · eu-west-1');
  });
});

describe('A connection that is removed while it is read', () => {
  let server: TestServer;
  let workbench: Workbench;
  const [going, staying] = [
    { ...alpha, name: 'Going' },
    { ...alpha, region: 'us-west-2' },
  ];

  before(async () => {
    server = await TestServer.start();
    server.maxPageSize = 3;
    const { config, credentials } = profileFor(server, { name: 'alpha' });
    workbench = await Workbench.start({
      awsConfig: config,
      awsCredentials: credentials,
      theme: 'light',
      settings: {
        'importJobs.connections': [going, staying],
        'importJobs.polling.minimumInterval': 1,
        'importJobs.polling.maximumInterval': 1,
      },
    });
    await workbench.openView();
  });

  after(async () => {
    await workbench.stop();
    await server.close();
  });

  it('has its place in a light theme', async () => {
    await workbench.command('Import Jobs: Add Connection…');
    await workbench.page.getByRole('option', { name: /^Default credential chain/ }).click();
    await workbench.page.getByText('(2/2)').waitFor();
    await workbench.screenshot('add-connection-region-light');
    await workbench.page.keyboard.press('Escape');
  });

  const asked = (region: string) => server.requests.filter((request) => request.region === region);

  it('leaves no row, no request and no timer', async () => {
    for (const connection of [0, 1]) {
      await workbench
        .row(/^Suppression list/)
        .nth(connection)
        .locator('.monaco-tl-twistie')
        .click();
      await workbench
        .row(/^Suppression list/)
        .nth(connection)
        .and(workbench.page.locator('[aria-expanded=true]'))
        .waitFor();
      await eventually(async () => {
        assert.ok((await rowsOf(connection)).some(({ name }) => name.includes(', job ')));
      });
    }
    // Both look again at their jobs in progress.
    for (const { region } of [going, staying]) {
      const before = asked(region).length;
      await eventually(() => {
        assert.ok(asked(region).length > before);
      });
    }

    await workbench
      .row(/, job [^,]+, Going/)
      .first()
      .click();
    await workbench.details().getByRole('heading', { level: 1 }).waitFor();

    const hold = server.hold(
      (request) => request.path === '/v1/apps' && request.headers.authorization?.includes('eu-west-1') === true,
    );
    await workbench
      .row(/^Amazon Pinpoint/)
      .first()
      .locator('.monaco-tl-twistie')
      .click();
    await hold.arrived;
    await workbench.contextMenu(/^Going/, 'Remove Connection');
    await workbench.page
      .getByRole('dialog', { name: 'Remove “Going”?' })
      .getByRole('button', { name: 'Remove' })
      .click();
    await eventually(async () => {
      assert.deepEqual((await rowsOf(0))[0]?.name.trim(), 'alpha · us-west-2');
    });
    await workbench.details().getByRole('heading', { name: 'Import job no longer available' }).waitFor();
    await workbench.screenshot('connection-gone-light');
    hold.release();

    const before = asked(going.region).length;
    const meanwhile = asked(staying.region).length;
    await eventually(() => {
      assert.ok(asked(staying.region).length > meanwhile + 3);
    });
    assert.equal(asked(going.region).length, before);
    const apps = asked(going.region).filter(({ path }) => path === '/v1/apps');
    assert.deepEqual(
      apps.map(({ status }) => status),
      [undefined],
    );
    const names = (await allRows(workbench)).map(({ name }) => name);
    assert.equal(names.filter((name) => name.startsWith('Amazon Pinpoint')).length, 1);
    assert.ok(!names.some((name) => name.startsWith('Going')));
  });

  /** A connection's row and all below it. */
  async function rowsOf(connection: number) {
    const rows = await allRows(workbench);
    const starts = rows.flatMap(({ level }, index) => (level === 1 ? [index] : []));
    return rows.slice(starts[connection], starts[connection + 1]);
  }
});
