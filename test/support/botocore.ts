import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** One set of AWS files and variables, and the profile to use. */
export interface BotocoreCase {
  /** Variables besides this process's own, whose AWS variables are removed. */
  readonly env: Readonly<Record<string, string>>;
  readonly profile?: string | undefined;
  /** Whether to find credentials, which may run a process or send requests. */
  readonly findsCredentials?: boolean;
}

/** botocore's result for a case. */
export interface BotocoreResult {
  /** Name of the exception class. */
  readonly error?: string;
  readonly message?: string;
  readonly profiles?: Readonly<Record<string, unknown>>;
  readonly ssoSessions?: Readonly<Record<string, unknown>>;
  readonly services?: Readonly<Record<string, unknown>>;
  readonly accessKeyId?: string | null;
  readonly token?: string | null;
  readonly region?: string | null;
}

const script = String.raw`
import json, os, sys
import botocore.session

def find(case):
    for name in [name for name in os.environ if name.startswith('AWS_')]:
        del os.environ[name]
    os.environ.update(case['env'])
    result = {}
    try:
        # Its handlers take long to set up, and are for requests.
        handlers = bool(case.get('findsCredentials'))
        session = botocore.session.Session(profile=case.get('profile'), include_builtin_handlers=handlers)
        config = session.full_config
        result['profiles'] = config['profiles']
        result['ssoSessions'] = config.get('sso_sessions', {})
        result['services'] = config.get('services', {})
        result['region'] = session.get_config_variable('region')
        if case.get('findsCredentials'):
            found = session.get_credentials()
            if found is not None:
                frozen = found.get_frozen_credentials()
                result['accessKeyId'] = frozen.access_key
                result['token'] = frozen.token
    except Exception as error:
        result['error'] = type(error).__name__
        result['message'] = str(error)
    return result

json.dump([find(case) for case in json.load(sys.stdin)], sys.stdout)
`;

/** A profile to create a client for. */
export interface BotocoreClientCase {
  /** Variables besides this process's own, whose AWS variables are removed. */
  readonly env: Readonly<Record<string, string>>;
  readonly profile: string | undefined;
  readonly service: string;
  readonly region: string;
}

/** An error or the settings of a client. */
export interface BotocoreClient {
  /** Name of the exception class. */
  readonly error?: string;
  readonly message?: string;
  readonly endpoint?: string;
  /** Path of the trusted certificates; `true` for the default ones. */
  readonly verify?: string | true;
}

const clientScript = String.raw`
import json, os, sys
import botocore.loaders, botocore.session

# Its data is large: read once.
loader = botocore.loaders.create_loader()

def find(case):
    for name in [name for name in os.environ if name.startswith('AWS_') or name == 'REQUESTS_CA_BUNDLE']:
        del os.environ[name]
    os.environ.update(case['env'])
    try:
        # Its handlers take long to set up, and are for requests.
        session = botocore.session.Session(profile=case.get('profile'), include_builtin_handlers=False)
        session.register_component('data_loader', loader)
        client = session.create_client(
            case['service'], region_name=case['region'], aws_access_key_id='K', aws_secret_access_key='S'
        )
        return {'endpoint': client.meta.endpoint_url, 'verify': client._endpoint.http_session._verify}
    except Exception as error:
        return {'error': type(error).__name__, 'message': str(error)}

json.dump([find(case) for case in json.load(sys.stdin)], sys.stdout)
`;

/** The library of the AWS CLI, if installed: the reference implementation for AWS files. */
export class Botocore {
  private constructor(private readonly python: string) {}

  /** Finds it for `python3`, or else for the Python that runs `aws`. Resolves to a reason when there is none. */
  static async find(): Promise<Botocore | string> {
    for (const python of ['python3', ...(await pythonOfAwsCli())]) {
      try {
        await promisify(execFile)(python, ['-c', 'import botocore.session']);
        return new Botocore(python);
      } catch {
        // This Python is missing, or lacks botocore.
      }
    }
    return 'neither python3 nor the Python of the AWS CLI has botocore';
  }

  /** Runs all cases in one process. */
  async results(cases: readonly BotocoreCase[]): Promise<readonly BotocoreResult[]> {
    return (await this.#run(script, cases)) as readonly BotocoreResult[];
  }

  /** Creates the clients of all cases in one process. */
  async clients(cases: readonly BotocoreClientCase[]): Promise<readonly BotocoreClient[]> {
    return (await this.#run(clientScript, cases)) as readonly BotocoreClient[];
  }

  async #run(code: string, input: unknown): Promise<unknown> {
    const running = promisify(execFile)(this.python, ['-c', code], { maxBuffer: 1e9 });
    running.child.stdin?.end(JSON.stringify(input));
    return JSON.parse((await running).stdout);
  }
}

async function pythonOfAwsCli(): Promise<readonly string[]> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const text = await readFile(join(folder, 'aws'), 'latin1').catch(() => '');
    const [, python] = /^#!\s*(\S*python\S*)/.exec(text) ?? [];
    if (python !== undefined) {
      return [python];
    }
  }
  return [];
}
