import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { commands, ConfigurationTarget, env, extensions, window, workspace } from 'vscode';
import { eventually } from '../../support/eventually';
import { keepAnswers, type Answer } from '../../support/operations';
import { TestServer, type TestServerOptions } from '../../support/testServer';
import { profileFor, type ProfileOptions } from '../../support/testServerProfile';
import { activated, type Activated } from './testApi';
import { TestWindow } from './testWindow';
import { allRows, jobIdOf, rowsBelow, type Row } from './treeRows';

type Settings = Readonly<Record<string, unknown>>;

export const region = 'eu-west-1';

/** In real time, milliseconds. */
const moment = 50;

/**
 * Returns a different number each time, for the names of profiles, since the rate limit of a connection spans tests. A
 * port may be used again.
 */
export const unique = () => String(randomInt(1_000_000_000));

/** A test's access to the extension: settings, servers, rows, commands and time. Everything is undone after the test. */
export class Host {
  readonly window = new TestWindow();
  readonly #servers: TestServer[] = [];
  readonly #profiles: { readonly config: string; readonly credentials: string }[] = [];

  private constructor(readonly extension: Activated) {}

  /** @param settings in addition to turning polling off */
  static async start(settings: Settings = {}): Promise<Host> {
    const host = new Host(await activated());
    await env.clipboard.writeText('');
    const wanted: Settings = { 'polling.enabled': false, ...settings };
    const leftOver = Object.keys(configured()).filter((name) => !(name in wanted));
    await host.set({ ...Object.fromEntries(leftOver.map((name) => [name, undefined])), ...wanted });
    return host;
  }

  /** @throws AssertionError for a message that the test did not expect */
  async stop(): Promise<void> {
    this.window.restore();
    if (!this.extension.view.isVisible) await this.show();
    // Without connections, no requests are sent. Other settings stay until a test changes them.
    await this.set({ connections: undefined, sampleAccount: undefined });
    if (window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) {
      await commands.executeCommand('workbench.action.closeAllEditors');
    }
    await Promise.all(this.#servers.map((server) => server.close()));
    const isRetrying = process.env.IMPORT_JOBS_IS_RETRYING !== undefined;
    delete process.env.IMPORT_JOBS_IS_RETRYING;
    // What an attempt that failed left over must not end the suite before the next attempt.
    if (!isRetrying) assert.deepEqual(this.window.texts, [], 'unexpected messages');
  }

  get time() {
    return this.extension.time;
  }

  /** Sets settings of the extension, by their names after `importJobs.`. */
  async set(settings: Settings): Promise<void> {
    for (const [name, value] of Object.entries(settings)) {
      if (!isDeepStrictEqual(configured()[name], value)) {
        await workspace.getConfiguration('importJobs').update(name, value, ConfigurationTarget.Global);
      }
    }
  }

  /** Starts a server for this test. Its clock is stopped until advanced. */
  async serve(options: TestServerOptions = {}): Promise<TestServer> {
    const server = await TestServer.start({ freeze: this.time.now(), ...options });
    this.#servers.push(server);
    return server;
  }

  /** Adds a profile for a server, with a unique name. */
  async addProfile(
    server: { readonly url: string },
    { name = 'prod', ...options }: Partial<ProfileOptions> = {},
  ): Promise<string> {
    const profile = `${name}-${unique()}`;
    this.#profiles.push(profileFor(server, { name: profile, ...options }));
    await this.rewriteAwsFiles();
    return profile;
  }

  /** Writes the added profiles. */
  rewriteAwsFiles(): Promise<void> {
    return this.writeAwsFiles({
      config: this.#profiles.map(({ config }) => config).join('\n'),
      credentials: this.#profiles.map(({ credentials }) => credentials).join('\n'),
    });
  }

  /** Writes the AWS files named by the suite's environment. */
  async writeAwsFiles({ config = '', credentials = '' }): Promise<void> {
    const { AWS_CONFIG_FILE = assert.fail(), AWS_SHARED_CREDENTIALS_FILE = assert.fail() } = process.env;
    await writeFile(AWS_CONFIG_FILE, config);
    await writeFile(AWS_SHARED_CREDENTIALS_FILE, credentials);
  }

  /** Returns the rows directly below the row at this path; without a path, the connections. Reads lists if needed. */
  async rows(...path: readonly (string | RegExp)[]): Promise<readonly Row[]> {
    return rowsBelow(this.extension.tree, path.length === 0 ? undefined : await this.row(...path));
  }

  /** Returns the only row with this label or matching name, at the end of the path. */
  async row(...path: readonly (string | RegExp)[]): Promise<Row> {
    let parent: Row | undefined;
    for (const name of path) {
      const rows = await rowsBelow(this.extension.tree, parent);
      const [found, ...others] = rows.filter((row) =>
        typeof name === 'string' ? row.label === name : name.test(row.name),
      );
      assert.ok(
        found !== undefined && others.length === 0,
        `not one row ${String(name)} among: ${rows.map((row) => row.name).join(' | ')}`,
      );
      parent = found;
    }
    return parent ?? assert.fail('The path is empty.');
  }

  async labels(...path: readonly (string | RegExp)[]): Promise<readonly string[]> {
    return (await this.rows(...path)).map(({ label }) => label);
  }

  /** Returns the accessible names of the rows. */
  async names(...path: readonly (string | RegExp)[]): Promise<readonly string[]> {
    return (await this.rows(...path)).map(({ name }) => name);
  }

  /** Returns the ids of the jobs directly below a row. */
  async jobIds(...path: readonly (string | RegExp)[]): Promise<readonly string[]> {
    return (await this.rows(...path)).flatMap((row) => jobIdOf(row) ?? []);
  }

  /** Returns every row, including those of all lists read. */
  allRows(): Promise<readonly Row[]> {
    return allRows(this.extension.tree);
  }

  /** Calls a command on rows like their context menu: on the first, with all of them if there are several. */
  async run(command: string, ...rows: readonly Row[]): Promise<void> {
    const nodes = rows.map(({ node }) => node);
    await commands.executeCommand(`importJobs.${command}`, nodes[0], nodes.length > 1 ? nodes : undefined);
  }

  /**
   * Advances time, a second at a time, until a check no longer throws. Before each second, real work of VS Code and of
   * servers has a moment to finish.
   */
  async until<T>(check: () => T | Promise<T>, seconds = 120): Promise<T> {
    for (let passed = 0; ; passed++) {
      try {
        return await eventually(check, moment);
      } catch (error) {
        if (passed === seconds) throw error;
      }
      await this.time.pass(1_000);
    }
  }

  /** Waits for work that needs time to pass, such as rate limited requests. */
  async within<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const settle = () => {
      isDone = true;
    };
    work.then(settle, settle);
    await this.until(() => {
      assert.ok(isDone, 'The work is still in progress.');
    });
    return work;
  }

  /** Clicks a row: selects it and runs its command. */
  async click(row: Row): Promise<void> {
    await this.reveal(row);
    await commands.executeCommand('importJobs.openRow');
  }

  /** Selects a row in the view. */
  async reveal({ node }: Row): Promise<void> {
    const { tree, treeView } = this.extension;
    await tree.reveal(() => treeView.reveal(node, { select: true, focus: true }));
    await eventually(() => {
      assert.deepEqual(treeView.selection, [node]);
    });
  }

  /** Expands a row in the view. */
  async unfold({ node }: Row): Promise<void> {
    const { tree, treeView } = this.extension;
    const unfolded = new Promise<void>((resolve) => {
      const listening = treeView.onDidExpandElement(({ element }) => {
        if (element !== node) return;
        listening.dispose();
        resolve();
      });
    });
    await tree.reveal(() => treeView.reveal(node, { select: true, focus: true, expand: true }));
    await unfolded;
  }

  /** Collapses a row in the view. */
  async fold(row: Row): Promise<void> {
    const { treeView } = this.extension;
    let isFolded = false;
    const listening = treeView.onDidCollapseElement(({ element }) => {
      isFolded ||= element === row.node;
    });
    try {
      // As by keyboard: the row and the view must have the focus.
      await eventually(async () => {
        await this.reveal(row);
        await commands.executeCommand('list.collapse');
        assert.ok(isFolded);
      }, 5_000);
    } finally {
      listening.dispose();
    }
  }

  /** Shows another view in place of the extension's. */
  async hide(): Promise<void> {
    await commands.executeCommand('workbench.view.explorer');
    await this.#becomesVisible(false);
  }

  async show(): Promise<void> {
    await commands.executeCommand('importJobs.jobs.focus');
    await this.#becomesVisible(true);
  }

  async #becomesVisible(isVisible: boolean): Promise<void> {
    await eventually(() => {
      assert.equal(this.extension.view.isVisible, isVisible);
    }, 5_000);
  }

  async clipboard(): Promise<string> {
    return env.clipboard.readText();
  }
}

/** A host whose only connection is to a server with the sample account. */
export class ConnectedHost {
  private constructor(
    readonly host: Host,
    readonly server: TestServer,
    readonly answers: readonly Answer[],
    /** The connection's entry in the setting. */
    readonly entry: { readonly profile: string; readonly region: string },
  ) {}

  static async start(settings: Settings = {}): Promise<ConnectedHost> {
    const host = await Host.start(settings);
    const server = await host.serve();
    const answers = keepAnswers(server);
    const profile = await host.addProfile(server);
    const entry = { profile, region };
    await host.set({ connections: [entry] });
    return new ConnectedHost(host, server, answers, entry);
  }

  /** Label of the connection's row. */
  get label(): string {
    return `${this.entry.profile} · ${region}`;
  }

  /** Returns the operations requested since the log had `since` responses. */
  asked(since = 0): readonly string[] {
    return this.answers.slice(since).map(({ operation }) => operation);
  }

  /** Returns the newest response of an operation. */
  answer(operation: string): Answer {
    return this.answers.findLast((answer) => answer.operation === operation) ?? assert.fail(`no ${operation}`);
  }
}

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, unknown>> } };
}

/** Returns the extension's settings that have a user value. */
function configured(): Settings {
  const { contributes } = extensions.getExtension('import-jobs.import-jobs')?.packageJSON as Manifest;
  const names = Object.keys(contributes.configuration.properties).map((name) => name.replace(/^importJobs\./, ''));
  const configuration = workspace.getConfiguration('importJobs');
  return Object.fromEntries(
    names.flatMap((name) => {
      const value: unknown = configuration.inspect(name)?.globalValue;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
