import { globSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { makeHome, type AwsFiles } from '../home';
import { addPseudoLanguage, pseudo } from '../languages';
import { temporaryFolder, type TemporaryFolder } from './exit';
import { installExtension, startServer, type Server } from './server';
import { writeKeys, writeSettings, type Keys, type Settings } from './settings';
import { newWorkbenchWindow, sizeOf, startChromium, workbenchUrl, type WindowOptions } from './window';

export interface User {
  readonly settings: Settings;
  readonly keys: Keys;
}

/**
 * A VS Code server with the packaged extension, and a browser. Windows use it one at a time, with fresh settings, AWS
 * files, extension state and folder.
 */
export class WarmVSCode {
  #windows = 0;
  /** The page of an earlier window. VS Code starts faster in it, since its code is compiled already. */
  #page: Page | undefined;
  /** Whether the page has neither a language nor a scale of its own. */
  #isLikeOthers = true;
  #earlierLogs: ReadonlySet<string> = new Set();

  private constructor(
    private readonly folder: TemporaryFolder,
    private readonly server: Server,
    private readonly browser: Browser,
    /** Whether its variables or version are for one window only. */
    private readonly isForOne: boolean,
  ) {}

  /** Returns an idle one, or starts one. With its own variables or version, it is stopped after its window. */
  static async take(env?: Readonly<Record<string, string>>, version?: string): Promise<WarmVSCode> {
    const isForOne = env !== undefined || version !== undefined;
    const idle = isForOne ? undefined : shared.idle.pop();
    if (idle !== undefined) return idle;
    const folder = temporaryFolder();
    const inFolder = (name: string) => join(folder.path, name);
    shared.extensions ??= install();
    shared.browser ??= startChromium();
    const extensions = (await shared.extensions).path;
    const [server, browser] = await Promise.all([
      startServer({
        userData: inFolder('user'),
        extensions,
        env: { ...(await makeHome(inFolder('home'))), ...env },
        version,
      }),
      shared.browser,
    ]);
    return new WarmVSCode(folder, server, browser, isForOne);
  }

  get userData(): string {
    return join(this.folder.path, 'user');
  }

  /** Opens a window with only these AWS files. Its workbench may still be loading. */
  async openWindow(user: User, awsFiles: AwsFiles, options?: WindowOptions): Promise<Page> {
    const home = join(this.folder.path, 'home');
    const workspace = join(this.folder.path, `workspace-${String(++this.#windows)}`);
    await Promise.all([home, join(this.userData, 'User')].map((path) => rm(path, { recursive: true, force: true })));
    await Promise.all([
      mkdir(workspace),
      makeHome(home, awsFiles),
      writeSettings(this.userData, user.settings),
      writeKeys(this.userData, user.keys),
    ]);
    if (options?.language === pseudo) await addPseudo();
    this.#earlierLogs = new Set(this.#logs());
    const page = await this.#takePage(options);
    await page.goto(workbenchUrl(this.server.url, workspace));
    return page;
  }

  /** Reloads a window like a user. */
  async reloadWindow(page: Page): Promise<void> {
    const before = await extensionHosts(this.server.pid);
    await page.reload();
    await endAll(before);
  }

  /** Quits and restarts: in between, no extension host runs, and only stored state remains. */
  async restartWindow(page: Page, meanwhile: () => void): Promise<Page> {
    await this.#close(page);
    meanwhile();
    const next = await page.context().newPage();
    await next.goto(page.url());
    return next;
  }

  /** Replaces the extension, for the following files of this process too. */
  async installExtension(vsix: string): Promise<void> {
    await installExtension(vsix, (await shared.extensions)?.path ?? '');
  }

  /** Closes a window, and keeps the server and the page for the next one. */
  async closeWindow(page: Page): Promise<void> {
    try {
      await this.#empty(page);
    } catch {
      await page.context().close();
      await this.stop();
      return;
    }
    this.#page = page;
    if (this.isForOne) await this.stop();
    else shared.idle.push(this);
  }

  /** Removes VS Code from a page, and all that it stored. */
  async #empty(page: Page): Promise<void> {
    const hosts = await extensionHosts(this.server.pid);
    await page.evaluate(() => {
      sessionStorage.clear();
    });
    await page.goto('about:blank');
    await endAll(hosts);
    const browser = await page.context().newCDPSession(page);
    const { origin } = new URL(this.server.url);
    await browser.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    await browser.detach();
  }

  async #takePage(options: WindowOptions = {}): Promise<Page> {
    const page = this.#page;
    this.#page = undefined;
    const wasLikeOthers = this.#isLikeOthers;
    this.#isLikeOthers = options.scale === undefined && options.language === undefined;
    if (page !== undefined && wasLikeOthers && this.#isLikeOthers) {
      await page.setViewportSize(sizeOf(options));
      return page;
    }
    await page?.context().close();
    const context = await newWorkbenchWindow(this.browser, options);
    // Long, since a busy machine may be slow and tests have their own timeout.
    context.setDefaultTimeout(60_000);
    return context.newPage();
  }

  async #close(page: Page): Promise<void> {
    const hosts = await extensionHosts(this.server.pid);
    const closed = page.waitForEvent('close', { timeout: 10_000 });
    // Like a user, so that VS Code ends its extension host.
    await page.close({ runBeforeUnload: true });
    await closed;
    await endAll(hosts);
  }

  async stop(): Promise<void> {
    await this.#page?.context().close();
    await this.server.stop();
    this.folder.remove();
  }

  /** Returns the logs of this window's extension host and its extensions. */
  async extensionLog(): Promise<string> {
    const files = this.#logs().filter((file) => !this.#earlierLogs.has(file));
    const texts = await Promise.all(files.map(async (file) => `— ${file}\n${await readFile(file, 'utf8')}`));
    return texts.join('\n');
  }

  #logs(): readonly string[] {
    return globSync(join(this.userData, 'logs/**/*.log'))
      .filter((file) => file.includes('exthost'))
      .sort();
  }
}

/** Returns the processes of a server's extension hosts. Reads /proc, since the server build is for Linux only. */
async function extensionHosts(group: number): Promise<readonly number[]> {
  const processes = (await readdir('/proc')).map(Number).filter((id) => !Number.isNaN(id));
  const found = await Promise.all(
    processes.map(async (id) => {
      try {
        const command = await readFile(`/proc/${String(id)}/cmdline`, 'utf8');
        if (!command.includes('--type=extensionHost')) return [];
        // The name, in brackets, can have spaces; then come state, parent and group.
        const [, , ofProcess] = (await readFile(`/proc/${String(id)}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
        return ofProcess === String(group) ? [id] : [];
      } catch {
        // The process has ended meanwhile.
        return [];
      }
    }),
  );
  return found.flat();
}

/**
 * Waits for the extension hosts of a closed window to end. A page that closes may be too fast to say so: VS Code would then
 * keep its extension host, for hours, in case that the page connects again.
 */
async function endAll(hosts: readonly number[]): Promise<void> {
  try {
    await eventually(() => {
      if (hosts.some((id) => signal(id, 0))) throw new Error('An extension host is still running.');
    }, 1_000);
  } catch {
    for (const id of hosts) signal(id, 'SIGKILL');
  }
}

/** @returns whether the process exists */
function signal(id: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(id, name);
  } catch {
    return false;
  }
}

async function install(): Promise<TemporaryFolder> {
  const folder = temporaryFolder();
  await installExtension(resolve('import-jobs.vsix'), folder.path);
  return folder;
}

/** Adds the pseudo-language to the installed extension, which other languages do not use. */
async function addPseudo(): Promise<void> {
  const [extension] = globSync(join((await shared.extensions)?.path ?? '', 'import-jobs.import-jobs-*'));
  if (extension === undefined) throw new Error('The extension is not installed.');
  await addPseudoLanguage(extension);
}

interface Shared {
  readonly idle: WarmVSCode[];
  browser?: Promise<Browser>;
  extensions?: Promise<TemporaryFolder>;
}

const key = Symbol.for('import-jobs.warm');
const onGlobal = globalThis as unknown as { [key]: Shared | undefined };

/** On `globalThis`, since every bundled test file has its own copy of this module. */
const shared = (onGlobal[key] ??= { idle: [] });

/** Stops the server and browser kept for the next window. */
export async function stopVSCode(): Promise<void> {
  await Promise.all(shared.idle.splice(0).map((vscode) => vscode.stop()));
  await (await shared.browser)?.close();
  delete shared.browser;
}
