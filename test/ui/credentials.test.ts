import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CredentialsServer } from '../support/credentialsServer';
import { eventually } from '../support/eventually';
import { makeHome } from '../support/home';
import { cacheSsoToken } from '../support/signInCaches';
import { stateOf } from '../support/storedState';
import { TestServer } from '../support/testServer';
import { Workbench } from '../support/workbench';

const device = 'arn:aws:iam::123456789012:mfa/ada';
const question = `MFA code of ${device}`;
const sso = 'sso_account_id = 123456789012\nsso_role_name = reader\n';

describe('Credentials', () => {
  let home: string;
  let server: TestServer;
  let sources: CredentialsServer;
  let workbench: Workbench;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'import-jobs-home-'));
    server = await TestServer.start({ freeze: true });
    sources = await CredentialsServer.start();
    const script = join(home, 'process.cjs');
    await writeFile(script, `console.error('No session. Password: not-a-secret-1'); process.exit(7);`);
    // Replaces the AWS CLI: writes the same files.
    const token = await cacheSsoToken(home, 'terminal');
    const content = await readFile(token, 'utf8');
    await rm(token);
    await writeFile(
      join(home, 'aws'),
      `#!/bin/sh\necho "$@" > '${join(home, 'aws.args')}'\ncat > '${token}' <<'END'\n${content}\nEND\n`,
    );
    await chmod(join(home, 'aws'), 0o755);
    const profile = (name: string, settings: string) => `[profile ${name}]\nendpoint_url = ${server.url}\n${settings}`;
    const session = (name: string) =>
      `[sso-session ${name}]\nsso_start_url = https://corp.invalid/start\nsso_region = eu-west-1\n`;
    const config = [
      profile('terminal', `sso_session = terminal\n${sso}`),
      profile(
        'mfa',
        `role_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = base\nmfa_serial = ${device}\n`,
      ),
      profile('process', `credential_process = "${process.execPath}" "${script}" --password not-a-secret-2\n`),
      session('terminal'),
    ].join('\n');
    const credentials = '[base]\naws_access_key_id = SAMPLEKEYBASE\naws_secret_access_key = not-a-secret\n';
    const made = await makeHome(home, { awsConfig: config, awsCredentials: credentials });
    const { AWS_CONFIG_FILE = '', AWS_SHARED_CREDENTIALS_FILE = '' } = made;
    // The startup files of a login shell would set another one.
    const path = { PATH: `${home}:${process.env.PATH ?? ''}` };
    workbench = await Workbench.start({
      env: { HOME: home, AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, ...sources.env, SHELL: '/bin/sh' },
      settings: {
        'importJobs.connections': [{ profile: 'terminal', region: 'eu-west-1' }],
        'importJobs.pageSize': 5,
        ...{ 'terminal.integrated.env.linux': path, 'terminal.integrated.env.osx': path },
      },
      window: { height: 1200 },
    });
    await workbench.prepare(async () => {
      await workbench.openView();
      await workbench.traceLog();
    });
  });

  after(async () => {
    await workbench.stop();
    await server.close();
    await sources.close();
    await rm(home, { recursive: true, force: true });
  });

  const picker = () => workbench.page.locator('.quick-input-widget');
  const box = () => picker().locator('input[type=text]');
  const toasts = () => workbench.page.locator('.notification-toast');
  const message = (text: string) => workbench.view.getByText(text, { exact: true });
  const jobs = () => workbench.row(/, job /);

  async function connect(profile: string): Promise<void> {
    await workbench.setSettings({ 'importJobs.connections': [{ profile, region: 'eu-west-1' }] });
    await workbench.row(new RegExp(`^${profile} · eu-west-1`)).waitFor();
  }

  async function enterCode(): Promise<void> {
    // An error about an earlier code replaces the prompt.
    await box().waitFor();
    await box().fill('424242');
    await box().press('Enter');
    await picker().waitFor({ state: 'hidden' });
  }

  /** Opens the jobs of a profile that needs a code, which may have been entered already. */
  async function openWithCode(): Promise<void> {
    await connect('mfa');
    await workbench.expand(/^Suppression list/);
    await picker().getByText(question).or(jobs()).filter({ visible: true }).first().waitFor();
    if (await picker().isVisible()) await enterCode();
    await jobs().first().waitFor();
  }

  it('are renewed by Sign In, which runs the AWS CLI in a terminal', async () => {
    await connect('terminal');
    await workbench.expand(/^Suppression list/);
    await workbench.row('You are not signed in. Sign in').click();
    await jobs().first().waitFor();
    assert.equal(await readFile(join(home, 'aws.args'), 'utf8'), 'sso login --profile terminal\n');
    await workbench.screenshot('sign-in-terminal');
  });

  it('that need MFA prompt once for both services; after a cancel, a row prompts again', async () => {
    await connect('mfa');
    await workbench.expand(/^Suppression list/);
    await picker().getByText(question).waitFor();
    await workbench.screenshot('mfa');
    await box().press('Escape');
    await workbench.row('No MFA code was entered. Enter an MFA code').waitFor();
    await message('mfa · eu-west-1: No MFA code entered').waitFor();
    assert.equal(await toasts().count(), 0);

    await workbench.row('No MFA code was entered. Enter an MFA code').click();
    await picker().getByText(question).waitFor();
    // It stays open when it loses the focus.
    await workbench.page.locator('.part.editor').click();
    await picker().getByText(question).waitFor();
    await workbench.expand(/^Amazon Pinpoint/);
    await box().fill('12345');
    await box().press('Enter');
    await picker().getByText('An MFA code has 6 digits.').waitFor();
    await enterCode();
    await jobs().first().waitFor();
    await workbench.row('Loyalty').waitFor();
    assert.deepEqual(
      sources.asked
        .filter(({ what }) => what.startsWith('STS'))
        .map(({ fields }) => [fields.get('SerialNumber'), fields.get('TokenCode')]),
      [[device, '424242']],
    );
  });

  it('that need MFA cause no prompt when a window starts with a panel, until the panel’s Try Again', async () => {
    await openWithCode();
    const page = workbench.details();
    // A job in progress would be remembered.
    const finished = workbench.row(/^Completed.*, job /).first();
    const [, id = ''] = /, job ([^,]+)/.exec((await finished.getAttribute('aria-label')) ?? '') ?? [];
    // A click can be lost while the input box closes.
    await eventually(async () => {
      await workbench.row(new RegExp(id)).click();
      await page.locator('[data-read=ready]').waitFor({ timeout: 3_000 });
    });
    await eventually(async () => {
      assert.ok((await stateOf(workbench.page)).some((value) => value.includes(id) && value.includes('pinned')));
    });
    await workbench.reload();
    await page.locator('main').getByText('An MFA code is needed. Enter an MFA code.').waitFor();
    await workbench.openView();
    // Expanded lists are read again, without a prompt.
    await workbench.row('An MFA code is needed. Enter an MFA code').first().waitFor();
    assert.equal(await picker().isVisible(), false);
    assert.equal(await toasts().count(), 0);
    await page.getByRole('button', { name: 'Try Again' }).click();
    await picker().getByText(question).waitFor();
    await box().press('Escape');
    await page.locator('main').getByText('No MFA code was entered. Enter an MFA code.').waitFor();
    await workbench.row('An MFA code is needed. Enter an MFA code').first().click();
    await enterCode();
    await page.locator('[data-read=ready]').waitFor();
    await jobs().first().waitFor();
  });

  it('are never in the log', async () => {
    await openWithCode();
    await connect('process');
    await workbench.expand(/^Suppression list/);
    await workbench.row(/^The credential process failed: exit code 7/).waitFor();
    await eventually(async () => {
      const log = await workbench.extensionLog();
      assert.match(log, /ses:ListImportJobs answered/);
      assert.match(log, /process · eu-west-1, Suppression list: credentials/);
    });
    const log = await workbench.extensionLog();
    assert.doesNotMatch(log, /not-a-|SAMPLEKEY|SAMPLESSO|SAMPLEROLE|424242|X-Amz-|Signature=/);
  });
});
