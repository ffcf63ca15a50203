import { keepAnswers, type Answer } from './operations';
import { TestServer } from './testServer';
import { profileFor } from './testServerProfile';
import { Workbench } from './workbench';
import type { Settings } from './vscode/settings';
import type { WindowOptions } from './vscode/window';

export interface ConnectedOptions {
  readonly settings?: Settings;
  /** Further servers, by the name of their profile. */
  readonly others?: Readonly<Record<string, { readonly url: string }>>;
  /** Further profiles, as text of the config file. */
  readonly awsConfig?: string;
  /** Entries of the setting in addition to `prod`. */
  readonly connections?: readonly object[];
  readonly window?: WindowOptions;
  readonly hasTooltips?: boolean;
}

/** A VS Code window with a connection to a test server by the profile `prod`, expanded in the view. */
export class Connected {
  private constructor(
    readonly workbench: Workbench,
    /** Its clock is stopped until a test advances it. */
    readonly server: TestServer,
    readonly answers: readonly Answer[],
  ) {}

  static async start({
    settings = {},
    others = {},
    awsConfig = '',
    connections = [],
    window = {},
    hasTooltips = false,
  }: ConnectedOptions = {}): Promise<Connected> {
    const server = await TestServer.start({ freeze: true });
    const answers = keepAnswers(server);
    const profiles = Object.entries({ prod: server, ...others }).map(([name, { url }]) =>
      profileFor({ url }, { name }),
    );
    const workbench = await Workbench.start({
      awsConfig: [...profiles.map(({ config }) => config), awsConfig].join('\n'),
      awsCredentials: profiles.map(({ credentials }) => credentials).join('\n'),
      settings: { 'importJobs.connections': [prod, ...connections], 'importJobs.polling.enabled': false, ...settings },
      // High enough for most trees, since only visible rows are drawn.
      window: { height: 1400, ...window },
      hasTooltips,
    });
    await workbench.prepare(async () => {
      await workbench.openView();
      await workbench.row(/^prod · eu-west-1/).waitFor();
    });
    return new Connected(workbench, server, answers);
  }

  async stop(): Promise<void> {
    await this.workbench.stop();
    await this.server.close();
  }

  /** Returns the operations requested since the log had `since` requests. */
  asked(since = 0): readonly string[] {
    return this.answers.slice(since).map(({ operation }) => operation);
  }

  /** Returns the newest response of an operation. */
  answer(operation: string): Answer {
    const answer = this.answers.findLast((candidate) => candidate.operation === operation);
    if (answer === undefined) throw new Error(`Nobody asked for ${operation}.`);
    return answer;
  }
}

export const prod = { profile: 'prod', region: 'eu-west-1' };
