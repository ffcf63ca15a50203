import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { window, type TerminalOptions } from 'vscode';
import { CredentialsServer } from '../support/credentialsServer';
import { eventually } from '../support/eventually';
import { isOperation, keepAnswers } from '../support/operations';
import { cacheSsoToken, hour } from '../support/signInCaches';
import type { TestServer } from '../support/testServer';
import { sesJobsIn } from '../support/wire';
import { Host, region, unique } from './support/host';

describe('Credentials', () => {
  const home = process.env.HOME ?? process.env.USERPROFILE ?? '';
  let host: Host;
  let server: TestServer;
  let sources: CredentialsServer;
  let environment: NodeJS.ProcessEnv;
  /** Makes the profile names of each test unique. */
  let suffix: string;

  beforeEach(async () => {
    host = await Host.start({ pageSize: 5 });
    server = await host.serve();
    sources = await CredentialsServer.start();
    suffix = unique();
    environment = Object.fromEntries(Object.keys(sources.env).map((name) => [name, process.env[name]]));
    Object.assign(process.env, sources.env);
  });
  afterEach(async () => {
    for (const [name, value] of Object.entries(environment)) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    await sources.close();
    await host.stop();
  });

  /** Shows a connection by a profile with these settings, whose requests go to the server. */
  async function connect(name: string, settings: string, more = ''): Promise<readonly string[]> {
    const profile = `${name}-${suffix}`;
    await host.writeAwsFiles({
      config: `[profile ${profile}]\nendpoint_url = ${server.url}\n${settings}\n${more}`,
      credentials: '[base]\naws_access_key_id = SAMPLEKEYBASE\naws_secret_access_key = not-a-secret\n',
    });
    await host.set({ connections: [{ profile, region }] });
    return [`${profile} · ${region}`, 'Amazon SES', 'Suppression list'];
  }

  const sso = (session: string) =>
    [
      `sso_session = ${session}\nsso_account_id = 123456789012\nsso_role_name = reader\n`,
      `[sso-session ${session}]\nsso_start_url = https://corp.invalid/start\nsso_region = eu-west-1\n`,
    ] as const;
  const shown = () => host.extension.treeView.message ?? '';

  /** Writes a file that fixes a list's credentials, repeatedly, because it is unknown when VS Code begins to watch. */
  async function mends(list: readonly string[], write: () => Promise<unknown>): Promise<void> {
    // Not by its rows: getting them too early would read the list with the earlier credentials.
    await host.until(async () => {
      await write();
      assert.equal(shown(), '');
    });
    await host.until(async () => {
      assert.ok((await host.jobIds(...list)).length > 0);
    });
  }

  it('of an expired SSO sign-in show a row without a notification; a new token loads the rows', async () => {
    const session = `corp-${suffix}`;
    await cacheSsoToken(home, session, { validFor: -hour });
    const list = await connect('sso', ...sso(session));
    assert.deepEqual(await host.names(...list), ['The sign-in has expired. Sign in']);
    assert.equal(shown(), `${list[0] ?? ''}: Sign-in expired`);
    assert.deepEqual([server.requests.length, sources.names], [0, []]);

    await mends(list, () => cacheSsoToken(home, session));
    assert.deepEqual(
      [sources.names, [...new Set(server.requests.map(({ accessKeyId }) => accessKeyId))]],
      [['SSO'], ['SAMPLESSO']],
    );
  });

  it('of an SSO sign-in are renewed by Sign In, which runs the AWS CLI in a terminal', async () => {
    const session = `terminal-${suffix}`;
    const list = await connect('terminal', ...sso(session));
    const sent: string[] = [];
    const terminals: TerminalOptions[] = [];
    host.window.replace(window, 'createTerminal', (options: TerminalOptions) => {
      terminals.push(options);
      return { show: () => undefined, sendText: (text: string) => sent.push(text) };
    });
    await host.click(await host.row(...list, /^You are not signed in\. Sign in/));
    assert.deepEqual(sent, [`aws sso login --profile terminal-${suffix}`]);
    assert.deepEqual(
      terminals.map(({ name, env }) => [name, env?.AWS_CONFIG_FILE]),
      [[`Sign in: terminal-${suffix}`, process.env.AWS_CONFIG_FILE]],
    );
    await mends(list, () => cacheSsoToken(home, session));
  });

  it('that need Sign In lead to the AWS CLI if the terminal does not find it', async () => {
    const list = await connect('unfound', ...sso(`unfound-${suffix}`));
    const terminal = { show: () => undefined, sendText: () => undefined };
    type Listener = (end: { terminal: unknown; exitCode: number }) => void;
    const listeners = new Set<Listener>();
    host.window.replace(window, 'createTerminal', () => terminal);
    host.window.replace(window, 'onDidEndTerminalShellExecution', (listener: Listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    });
    await host.click(await host.row(...list, /^You are not signed in\. Sign in/));
    host.window.answer(/^Sign In needs the AWS CLI, which the terminal did not find\.$/, 'Install the AWS CLI');
    const end = (of: unknown) => {
      for (const listener of listeners) listener({ terminal: of, exitCode: 127 });
    };
    end({});
    assert.equal(listeners.size, 1);
    end(terminal);
    await host.window.message(/^Sign In needs/);
    await eventually(() => {
      assert.match(host.window.opened.at(-1) ?? '', /^https:\/\/docs\.aws\.amazon\.com\/cli\//);
    });
    assert.equal(listeners.size, 0);
  });

  it('without a sign-in are not offered one, and make Sign In say so', async () => {
    const profile = await host.addProfile(server);
    await host.set({ connections: [{ profile, region }] });
    const label = `${profile} · ${region}`;
    await host.rows(label);
    await host.until(async () => {
      assert.doesNotMatch((await host.row(label)).item.contextValue ?? '', /;signIn;/);
    });
    await host.run('signIn');
    await host.window.message('No connection needs a sign-in.');
    await host.run('signIn', await host.row(label));
    await host.window.message(`The profile “${profile}” needs no sign-in (access keys).`);
  });

  it('of a failing process show its reason, without secrets', async () => {
    const script = join(home, 'process.cjs');
    await writeFile(script, `console.error('No session. Password: not-a-secret-1'); process.exit(7);`);
    const list = await connect(
      'process',
      `credential_process = "${process.execPath}" "${script}" --password not-a-secret-2\n`,
    );
    const [name = '', ...others] = await host.names(...list);
    assert.match(name, /^The credential process failed: exit code 7: No session\. Password: …/);
    assert.deepEqual(others, []);
    assert.match(shown(), /^process-\d+ · eu-west-1: Credential process failed/);
    assert.doesNotMatch(
      JSON.stringify(await host.allRows().then((rows) => rows.map((row) => row.item))),
      /not-a-secret/,
    );
  });

  it('of a missing profile are found once it exists', async () => {
    await host.set({ connections: [{ profile: `later-${suffix}`, region }] });
    const list = [`later-${suffix} · ${region}`, 'Amazon SES', 'Suppression list'];
    assert.match((await host.names(...list)).join(' | '), /^There is no profile “later-\d+”[^|]*$/);
    assert.equal(server.requests.length, 0);
    await mends(list, () =>
      connect('later', 'aws_access_key_id = SAMPLEKEYLATER\naws_secret_access_key = not-a-secret\n'),
    );
    assert.equal(server.requests.at(-1)?.accessKeyId, 'SAMPLEKEYLATER');
    assert.ok(
      (await host.allRows()).every(({ node, name }) => node.kind !== 'failure' && !name.includes('no profile')),
    );
    assert.equal(shown(), '');
  });

  it('of another AWS account replace its ID and its jobs', async () => {
    const keys = (accountId: string) =>
      `aws_access_key_id = SAMPLEKEY${accountId}\naws_secret_access_key = not-a-secret\naws_account_id = ${accountId}\n`;
    const answers = keepAnswers(server);
    const list = await connect('moved', keys('111122223333'));
    const [id = ''] = await host.jobIds(...list);
    const arn = async () => {
      await host.run('copyArn', await host.row(...list, new RegExp(`job ${id}`)));
      return host.clipboard();
    };
    assert.match(await arn(), /:111122223333:import-job/);
    const [connection] = host.extension.accounts.all;
    const loaded = () => host.extension.store.jobsOf(connection?.connection.id ?? '').map((job) => job.id);

    const read = answers.findLast(({ operation }) => operation === 'ListImportJobs');
    const [one = assert.fail(), ...others] = sesJobsIn(read?.body ?? assert.fail()).slice(0, 2);
    assert.equal(one.JobId, id);
    const show = (jobs: readonly object[]) =>
      server.answer(isOperation('ListImportJobs'), {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ImportJobs: jobs }),
      });
    show([one]);
    await connect('moved', keys('444455556666'));
    await host.until(async () => {
      assert.match(await arn(), /:444455556666:import-job/);
      assert.deepEqual(loaded(), [id]);
    });

    show(others);
    await connect('moved', keys(''));
    await host.until(() => {
      assert.deepEqual(loaded(), [others[0]?.JobId]);
    });
    await host.run('copyArn', await host.row(...list, /job /));
    await host.window.message(/^This import job has no ARN, or its account ID is not known yet\.$/);
  });
});
