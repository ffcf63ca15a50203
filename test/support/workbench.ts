import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import type { AwsFiles } from './home';
import { breakSettings, quietSettings, writeSettings, type Settings } from './vscode/settings';
import { WarmVSCode } from './vscode/warmVSCode';
import type { WindowOptions } from './vscode/window';

export interface WorkbenchOptions extends AwsFiles {
  readonly settings?: Settings;
  /** For the extension host, besides what a home of its own needs. It takes a server that no other test uses. */
  readonly env?: Readonly<Record<string, string>>;
  readonly theme?: Theme;
  readonly window?: WindowOptions;
  /** Of VS Code. It takes a server that no other test uses. */
  readonly version?: string;
  /** Whether tooltips come up as for anybody: then one may lie over what is to be clicked on. */
  readonly hasTooltips?: boolean;
}

const noTooltips: Settings = { 'workbench.hover.delay': 600_000 };

/** Settings open in a tab, as files do, and not in a dialog over all tabs. */
const settingsInTabs: Settings = { 'workbench.editor.useModal': 'off' };

/** What tests do again and again, and the palette does slowly. */
const keys = {
  'notifications.showList': 'Control+Alt+Shift+F1',
  'notifications.clearAll': 'Control+Alt+Shift+F2',
  'notifications.hideList': 'Control+Alt+Shift+F3',
  'workbench.action.closeAllEditors': 'Control+Alt+Shift+F4',
};

/** What VS Code calls the themes that tests use. */
export const themes = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  hc: 'Default High Contrast',
  hcLight: 'Default High Contrast Light',
};

export type Theme = keyof typeof themes;

/** A VS Code with the packaged extension, used as a person uses it: by what is on the screen. */
export class Workbench {
  /** Being saved. */
  private evidence: Promise<void> | undefined;
  private settingsCount = 0;

  private constructor(
    private shown: Page,
    private readonly vscode: WarmVSCode,
    private readonly settings: Settings,
  ) {}

  get page(): Page {
    return this.shown;
  }

  /** A new window, with a home of its own. The workbench is on screen when this returns. */
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
    const workbench = new Workbench(page, vscode, settings);
    running.add(workbench);
    await workbench.prepare(() => workbench.tab.waitFor());
    return workbench;
  }

  /** Does what has to be done before tests. Where it fails, it keeps evidence of that and stops. */
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

  /** As after a restart of the window: what was not stored is gone. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.tab.waitFor();
  }

  /** As after VS Code was quit, something happened, and it was started again. */
  async restart(meanwhile: () => void): Promise<void> {
    this.shown = await this.vscode.restartWindow(this.page, meanwhile);
    await this.tab.waitFor();
  }

  /** Sets these over those of `start` and in place of an earlier call's, and waits until VS Code has noticed. */
  async setSettings(settings: Settings): Promise<void> {
    const title = `Settings ${String(++this.settingsCount)}`;
    await writeSettings(this.vscode.userData, this.settings, { ...settings, 'window.title': title });
    await eventually(async () => {
      const shown = await this.page.title();
      if (!shown.includes(title)) throw new Error(`The title is ${shown}.`);
    });
  }

  /** Makes a mistake in the user's settings: a bracket too many at the end. */
  async breakSettings(): Promise<void> {
    await breakSettings(this.vscode.userData);
  }

  /** The user's settings file, as it is on disk. */
  userSettings(): Promise<string> {
    return readFile(join(this.vscode.userData, 'User/settings.json'), 'utf8');
  }

  /** The extension's tree, or its welcome text while there is no row. */
  async openView(): Promise<void> {
    // While a window starts, a tab that is about to be selected would be folded away by a click.
    await eventually(async () => {
      if (!(await this.view.isVisible())) await this.tab.click({ timeout: 5_000 });
      await this.view.waitFor({ timeout: 3_000 });
    }, 30_000);
    // The tab's hover would lie over the rows.
    await this.page.mouse.move(0, 0);
  }

  /** The view, below its title. */
  get view(): Locator {
    return this.page.locator('.pane', {
      has: this.page.getByRole('button', { name: 'Jobs Section', includeHidden: true }),
    });
  }

  /** A row by its accessible name, of which a part is enough. */
  row(name: string | RegExp): Locator {
    // A row that is scrolled out of sight can have a copy that sticks to the top: not that.
    return this.view.locator('.monaco-list-rows').getByRole('treeitem', { name });
  }

  /** Opens a row that has rows below it; one that is open stays so. Those below it may still have to be read. */
  async expand(name: string | RegExp): Promise<void> {
    const row = this.row(name);
    await row.waitFor();
    // A click by mouse on rows that are just drawn anew goes nowhere, or to another row.
    await eventually(async () => {
      if ((await row.getAttribute('aria-expanded', { timeout: 5_000 })) !== 'true')
        await row.locator('.monaco-tl-twistie').dispatchEvent('click', undefined, { timeout: 5_000 });
      await row.and(this.page.locator('[aria-expanded=true]')).waitFor({ timeout: 5_000 });
    });
  }

  /** Opens a list, and the rows above it, outermost first, whose names begin so. What is below it has been read then. */
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

  /** Chooses an item of a row's context menu. */
  async contextMenu(name: string | RegExp, item: string): Promise<void> {
    await this.chooseFromMenu(() => this.row(name).click({ button: 'right', timeout: 5_000 }), item);
  }

  /** Chooses an item of a context menu: of the one that is open, or else of the one that `open` opens. */
  async chooseFromMenu(open: () => Promise<void>, item: string): Promise<void> {
    const choice = this.page.getByRole('menuitem', { name: item, exact: true });
    const chosen = this.page.locator('.monaco-menu:focus-within .action-item.focused').filter({ has: choice });
    // A menu closes when something else takes the focus: what was in front before it, say.
    await eventually(async () => {
      if (!(await choice.isVisible())) await open();
      await choice.hover({ timeout: 2_000 });
      await chosen.waitFor({ timeout: 2_000 });
    });
    // A click this soon would be ignored, as part of the one that opened the menu.
    await this.page.keyboard.press('Enter');
    await choice.waitFor({ state: 'detached' });
    // Where it rests, a tooltip would come over the next row.
    await this.page.mouse.move(0, 0);
  }

  /** Hovers a row and gives its tooltip. */
  async tooltip(row: Locator): Promise<Locator> {
    const any = this.page.locator('.workbench-hover');
    const hover = any.filter({ hasNotText: /^\s*Loading(\.\.\.|…)\s*$/ });
    // A row that is drawn anew just then has none.
    await eventually(async () => {
      await this.page.mouse.move(900, 600);
      await any.waitFor({ state: 'detached', timeout: 5_000 });
      await row.locator('.monaco-icon-name-container').hover({ timeout: 5_000 });
      await hover.waitFor({ timeout: 5_000 });
    });
    return hover;
  }

  /** Has the extension's log on screen, and every line in it from now on. */
  async traceLog(): Promise<void> {
    // A VS Code that is still starting knows no log yet.
    await eventually(async () => {
      await this.command('Import Jobs: Show Log');
      await this.page.locator('.part.panel .monaco-editor').waitFor({ timeout: 5_000 });
    });
    await this.command('Developer: Set Log Level...');
    await this.pick('Import Jobs');
    await this.pick('Trace');
  }

  /** Runs a command from the palette by the whole label that it has there, `Import Jobs: Refresh`: the first it finds. */
  async command(label: string): Promise<void> {
    const { page } = this;
    const first = page.locator('.quick-input-list .monaco-list-row.focused').getByText(label, { exact: true });
    // The palette closes when something else takes the focus, and is empty while commands are being registered.
    await eventually(async () => {
      await page.keyboard.press('F1');
      await page.locator('.quick-input-filter input').fill(`>${label}`, { timeout: 5_000 });
      await first.waitFor({ timeout: 5_000 });
    });
    await page.keyboard.press('Enter');
    await first.waitFor({ state: 'hidden' });
  }

  /** Shows all notifications, of which some may have been hidden after a while. */
  async showNotifications(): Promise<void> {
    // It closes with the last of them, which may be just then.
    await eventually(async () => {
      await this.page.keyboard.press(keys['notifications.showList']);
      await this.notificationsCenter.waitFor({ timeout: 2_000 });
    });
  }

  /** Takes all notifications away but those of work in progress. */
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
    await this.page.keyboard.press(keys['workbench.action.closeAllEditors']);
    await this.page.locator('.editor-group-container [role=tab]').first().waitFor({ state: 'detached' });
  }

  /** Chooses an item of the quick pick that is open, by its whole label. It may take so many milliseconds to be there. */
  async pick(label: string, timeout = 15_000): Promise<void> {
    await this.page.locator('.quick-input-list').getByText(label, { exact: true }).first().click({ timeout });
  }

  /** Takes what was copied since the last call, and waits for it if need be. */
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

  /** Saves what is on screen and returns the file. */
  async screenshot(name: string, folder = 'out/screenshots'): Promise<string> {
    const path = resolve(folder, `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }

  /** All that the window's extension host, and the extensions in it, have logged. */
  extensionLog(): Promise<string> {
    return this.vscode.extensionLog();
  }

  /** What one wants to see of a test that failed: a picture, and the extension host's log. Never rejects. */
  saveEvidence(title: string): Promise<void> {
    this.evidence = this.saveNow(title);
    return this.evidence;
  }

  private async saveNow(title: string): Promise<void> {
    const folder = resolve('out/failures', title.replace(/[^\w .-]+/g, '_').slice(0, 150));
    await mkdir(folder, { recursive: true });
    // Either alone is better than none: the browser itself may be what failed.
    const saved = await Promise.allSettled([
      this.screenshot('screen', folder),
      this.extensionLog().then((log) => writeFile(join(folder, 'extension-host.log'), log)),
    ]);
    for (const one of saved) if (one.status === 'rejected') console.error(one.reason);
    console.error(`    see ${folder}`);
  }

  private get tab(): Locator {
    return this.page.getByRole('tab', { name: 'Import Jobs' });
  }
}

const key = Symbol.for('import-jobs.workbenches');
const shared = globalThis as unknown as { [key]: Set<Workbench> | undefined };

/** Those on screen now. On `globalThis`, for every bundled test file has its own copy of this module. */
export const running = (shared[key] ??= new Set<Workbench>());
