import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import type { AwsFiles } from './home';
import { wordingIn } from './languages';
import { breakSettings, quietSettings, writeSettings, type Settings } from './vscode/settings';
import { WarmVSCode } from './vscode/warmVSCode';
import type { WindowOptions } from './vscode/window';

export interface WorkbenchOptions extends AwsFiles {
  readonly settings?: Settings;
  /** Further variables for the extension host. They require a separate server. */
  readonly env?: Readonly<Record<string, string>>;
  readonly theme?: Theme;
  readonly window?: WindowOptions;
  /** VS Code version. It requires a separate server. */
  readonly version?: string;
  /** Whether tooltips appear as usual; they may then cover what is to be clicked. */
  readonly hasTooltips?: boolean;
}

const noTooltips: Settings = { 'workbench.hover.delay': 600_000 };

/** Opens settings in a tab like a file, not in a modal editor. */
const settingsInTabs: Settings = { 'workbench.editor.useModal': 'off' };

/** Keybindings for frequent commands, since the palette is slow. */
const keys = {
  'notifications.showList': 'Control+Alt+Shift+F1',
  'notifications.clearAll': 'Control+Alt+Shift+F2',
  'notifications.hideList': 'Control+Alt+Shift+F3',
  'workbench.action.closeAllEditors': 'Control+Alt+Shift+F4',
};

/** VS Code's names of the themes that tests use. */
export const themes = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  hc: 'Default High Contrast',
  hcLight: 'Default High Contrast Light',
};

export type Theme = keyof typeof themes;

interface Titles {
  readonly container: string;
  readonly view: string;
}

/** A VS Code window with the packaged extension, operated like a user does: by what is on the screen. */
export class Workbench {
  /** The evidence being saved. */
  private evidence: Promise<void> | undefined;
  private settingsCount = 0;

  private constructor(
    private shown: Page,
    private readonly vscode: WarmVSCode,
    private readonly settings: Settings,
    private readonly titles: Titles,
  ) {}

  get page(): Page {
    return this.shown;
  }

  /** Opens a window with its own home folder. Resolves when the workbench is visible. */
  static async start(options: WorkbenchOptions = {}): Promise<Workbench> {
    const settings = {
      ...quietSettings,
      ...settingsInTabs,
      ...(options.hasTooltips === true ? {} : noTooltips),
      'workbench.colorTheme': themes[options.theme ?? 'dark'],
      ...options.settings,
    };
    const vscode = await WarmVSCode.take(options.env, options.version);
    const page = await vscode.openWindow({ settings, keys }, options, options.window);
    const { manifest } = await wordingIn(options.window?.language);
    const titles = { container: manifest('Import Jobs'), view: manifest('Jobs') };
    const workbench = new Workbench(page, vscode, settings, titles);
    running.add(workbench);
    await workbench.prepare(() => workbench.tab.waitFor());
    return workbench;
  }

  /** Runs setup work before tests. When it fails, saves evidence and closes the window. */
  async prepare(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.saveEvidence('start');
      await this.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    running.delete(this);
    await this.evidence;
    await this.vscode.closeWindow(this.page);
  }

  /** Reloads the window, which loses everything not stored. */
  async reload(): Promise<void> {
    await this.vscode.reloadWindow(this.page);
    await this.tab.waitFor();
  }

  /** Installs another package of the extension, which windows show once they are reloaded. */
  async installExtension(vsix: string): Promise<void> {
    await this.vscode.installExtension(vsix);
  }

  /** Quits and restarts VS Code. @param meanwhile called in between */
  async restart(meanwhile: () => void): Promise<void> {
    this.shown = await this.vscode.restartWindow(this.page, meanwhile);
    await this.tab.waitFor();
  }

  /** Overrides the settings of `start`, replacing those of an earlier call, and waits until VS Code applies them. */
  async setSettings(settings: Settings): Promise<void> {
    const title = `Settings ${String(++this.settingsCount)}`;
    await writeSettings(this.vscode.userData, this.settings, { ...settings, 'window.title': title });
    await eventually(async () => {
      const shown = await this.page.title();
      if (!shown.includes(title)) throw new Error(`The title is ${shown}.`);
    });
  }

  /** Adds a syntax error to the user's settings: an extra bracket at the end. */
  async breakSettings(): Promise<void> {
    await breakSettings(this.vscode.userData);
  }

  /** Reads the user's settings file from disk. */
  userSettings(): Promise<string> {
    return readFile(join(this.vscode.userData, 'User/settings.json'), 'utf8');
  }

  /** Opens the view: the tree, or the welcome text while it has no rows. */
  async openView(): Promise<void> {
    // While a window starts, clicking a tab about to be selected would hide it.
    await eventually(async () => {
      if (!(await this.view.isVisible())) await this.tab.click({ timeout: 5_000 });
      await this.view.waitFor({ timeout: 3_000 });
    }, 30_000);
    // The tab's tooltip would cover the rows.
    await this.page.mouse.move(0, 0);
  }

  /** The view, below its title. */
  get view(): Locator {
    return this.page.locator('.pane', {
      has: this.page.getByRole('button', { name: `${this.titles.view} Section`, includeHidden: true }),
    });
  }

  /** Locates a row by its accessible name, or part of it. */
  row(name: string | RegExp): Locator {
    // Excludes sticky scroll, which shows copies of rows at the top.
    return this.view.locator('.monaco-list-rows').getByRole('treeitem', { name });
  }

  /** Expands a row, unless it is expanded. Its children may not be loaded yet. */
  async expand(name: string | RegExp): Promise<void> {
    const row = this.row(name);
    await row.waitFor();
    // A mouse click while rows are redrawn may miss, or hit another row.
    await eventually(async () => {
      if ((await row.getAttribute('aria-expanded', { timeout: 5_000 })) !== 'true')
        await row.locator('.monaco-tl-twistie').dispatchEvent('click', undefined, { timeout: 5_000 });
      await row.and(this.page.locator('[aria-expanded=true]')).waitFor({ timeout: 5_000 });
    });
  }

  /** Expands a list and its parents, outermost first, by the beginnings of their names. Resolves when it is loaded. */
  async openList(...path: readonly string[]): Promise<void> {
    const names = path.map((name) => new RegExp(`^${name}`));
    for (const name of names) await this.expand(name);
    const list = this.row(names.at(-1) ?? '');
    await eventually(async () => {
      const index = Number(await list.getAttribute('data-index', { timeout: 5_000 }));
      const next = this.view.locator(`.monaco-list-rows [data-index="${String(index + 1)}"]`);
      const [level, below] = await Promise.all(
        [list, next].map(async (row) => Number(await row.getAttribute('aria-level', { timeout: 5_000 }))),
      );
      if (level === undefined || below === undefined || below <= level) throw new Error('Nothing is below the list.');
      const name = await next.getAttribute('aria-label', { timeout: 5_000 });
      if (name?.startsWith('Loading') === true) throw new Error('The list is still being read.');
    });
  }

  /** Chooses an item from a row's context menu. */
  async contextMenu(name: string | RegExp, item: string): Promise<void> {
    await this.chooseFromMenu(() => this.row(name).click({ button: 'right', timeout: 5_000 }), item);
  }

  /** Chooses an item from the open context menu, or else from the one that `open` opens. */
  async chooseFromMenu(open: () => Promise<void>, item: string): Promise<void> {
    const choice = this.page.getByRole('menuitem', { name: item, exact: true });
    const chosen = this.page.locator('.monaco-menu:focus-within .action-item.focused').filter({ has: choice });
    // A menu closes when something else takes the focus.
    await eventually(async () => {
      if (!(await choice.isVisible())) await open();
      await choice.hover({ timeout: 2_000 });
      await chosen.waitFor({ timeout: 2_000 });
    });
    // A click this soon would be ignored as part of the one that opened the menu.
    await this.page.keyboard.press('Enter');
    await choice.waitFor({ state: 'detached' });
    // Otherwise a tooltip would cover the next row.
    await this.page.mouse.move(0, 0);
  }

  /** Hovers over a row and returns its tooltip. */
  async tooltip(row: Locator): Promise<Locator> {
    const any = this.page.locator('.workbench-hover');
    const hover = any.filter({ hasNotText: /^\s*Loading(\.\.\.|…)\s*$/ });
    // A row that is redrawn meanwhile has no tooltip.
    await eventually(async () => {
      // One that appeared after the mouse had left stays until the mouse leaves it again.
      if (await any.isVisible()) await any.hover({ timeout: 5_000 });
      await this.page.mouse.move(900, 600);
      await any.waitFor({ state: 'detached', timeout: 5_000 });
      await row.locator('.monaco-icon-name-container').hover({ timeout: 5_000 });
      await hover.waitFor({ timeout: 5_000 });
      // Rows that moved meanwhile have put another one below the mouse.
      await row.and(this.page.locator(':hover')).waitFor({ timeout: 1_000 });
    });
    return hover;
  }

  /** Shows the extension's log at level Trace. */
  async traceLog(): Promise<void> {
    // While VS Code starts, the log does not exist yet.
    await eventually(async () => {
      await this.command('Import Jobs: Show Log');
      await this.page.locator('.part.panel .monaco-editor').waitFor({ timeout: 5_000 });
    });
    await this.command('Developer: Set Log Level...');
    await this.pick('Import Jobs');
    await this.pick('Trace');
  }

  /** Runs a command from the palette by its full label: `Import Jobs: Refresh`. */
  async command(label: string): Promise<void> {
    const { page } = this;
    const first = page.locator('.quick-input-list .monaco-list-row.focused').getByText(label, { exact: true });
    // The palette closes when something else takes the focus, and is empty while commands are registered.
    await eventually(async () => {
      await page.keyboard.press('F1');
      await page.locator('.quick-input-filter input').fill(`>${label}`, { timeout: 5_000 });
      await first.waitFor({ timeout: 5_000 });
    });
    await page.keyboard.press('Enter');
    await first.waitFor({ state: 'hidden' });
  }

  /** Shows all notifications, including hidden ones. */
  async showNotifications(): Promise<void> {
    // The list closes with the last notification.
    await eventually(async () => {
      await this.page.keyboard.press(keys['notifications.showList']);
      await this.notificationsCenter.waitFor({ timeout: 2_000 });
    });
  }

  /** Clears all notifications except progress. */
  async clearNotifications(): Promise<void> {
    await this.showNotifications();
    await this.page.keyboard.press(keys['notifications.clearAll']);
    await this.page.keyboard.press(keys['notifications.hideList']);
    await this.notificationsCenter.waitFor({ state: 'hidden' });
  }

  private get notificationsCenter(): Locator {
    return this.page.locator('.notifications-center.visible');
  }

  async closeEditors(): Promise<void> {
    const tab = this.page.locator('.editor-group-container [role=tab]').first();
    // A page in an editor that is still loading loses the key.
    await eventually(async () => {
      await this.page.keyboard.press(keys['workbench.action.closeAllEditors']);
      await tab.waitFor({ state: 'detached', timeout: 3_000 });
    }, 30_000);
  }

  /** Chooses an item from the open quick pick by its full label. @param timeout for the item to appear, in milliseconds */
  async pick(label: string, timeout = 15_000): Promise<void> {
    await this.page.locator('.quick-input-list').getByText(label, { exact: true }).first().click({ timeout });
  }

  /** Waits for text copied since the last call, and returns it. */
  async clipboard(): Promise<string> {
    const text = await eventually(async () => {
      const copied = await this.page.evaluate(() => navigator.clipboard.readText());
      if (copied === '') throw new Error('Nothing was copied.');
      return copied;
    });
    await this.page.evaluate(() => navigator.clipboard.writeText(''));
    return text;
  }

  /** The page inside the details panel. */
  details(): FrameLocator {
    return this.webview();
  }

  /** The page of the only webview on screen. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview').frameLocator('#active-frame');
  }

  /** Saves a screenshot, by default for developers to look at, which nobody does in CI. Returns its path. */
  async screenshot(name: string, folder?: string): Promise<string> {
    const path = resolve(folder ?? 'out/screenshots', `${name}.png`);
    if (folder !== undefined || process.env.CI === undefined) await this.page.screenshot({ path });
    return path;
  }

  /** Returns the logs of the window's extension host and its extensions. */
  extensionLog(): Promise<string> {
    return this.vscode.extensionLog();
  }

  /** Saves evidence of a failed test: a screenshot and the extension host's log. Never rejects. */
  saveEvidence(title: string): Promise<void> {
    this.evidence = this.saveNow(title);
    return this.evidence;
  }

  private async saveNow(title: string): Promise<void> {
    const folder = resolve('out/failures', title.replace(/[^\w .-]+/g, '_').slice(0, 150));
    await mkdir(folder, { recursive: true });
    // Each is useful alone, since the browser itself may have failed.
    const saved = await Promise.allSettled([
      this.screenshot('screen', folder),
      this.extensionLog().then((log) => writeFile(join(folder, 'extension-host.log'), log)),
    ]);
    for (const one of saved) if (one.status === 'rejected') console.error(one.reason);
    console.error(`    see ${folder}`);
  }

  private get tab(): Locator {
    return this.page.getByRole('tab', { name: this.titles.container });
  }
}

const key = Symbol.for('import-jobs.workbenches');
const shared = globalThis as unknown as { [key]: Set<Workbench> | undefined };

/** Open workbenches. On `globalThis`, since every bundled test file has its own copy of this module. */
export const running = (shared[key] ??= new Set<Workbench>());
