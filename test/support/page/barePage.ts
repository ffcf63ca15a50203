import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { DetailsAction, DetailsModel } from '../../../src/core/details/model';
import { detailsHtml } from '../../../src/ui/details/detailsHtml';
import type { PageState } from '../../../src/webview/details/host';
import type { FromPage, PanelState, ToPage } from '../../../src/webview/details/pageMessages';
import { newWindow, startChromium } from '../vscode/window';
import { themeColors } from './themeColors';
import { themes, type PageTheme } from './themes';

export interface BarePageOptions {
  readonly theme?: PageTheme;
  readonly width?: number;
  readonly height?: number;
  /** State stored by an earlier page. */
  readonly state?: object;
  readonly language?: string;
  /** Translations by the English text. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Starts the page's clock at this time, in milliseconds since the epoch, moved only by `page.clock`. */
  readonly now?: number;
}

export interface ShowOptions {
  readonly panelState?: PanelState;
  readonly busy?: readonly DetailsAction[];
}

/** State of the stub of VS Code's API. */
interface Stub {
  readonly sent: FromPage[];
  state: unknown;
}

const origin = 'https://page.test';
const files: Readonly<Record<string, string>> = {
  '/details.js': 'text/javascript',
  '/details.css': 'text/css',
  '/codicon.ttf': 'font/ttf',
};
/** Variables besides colors that VS Code sets for every page on Linux. */
const fonts = {
  '--vscode-font-family': 'system-ui, "DejaVu Sans", sans-serif',
  '--vscode-font-size': '13px',
  '--vscode-editor-font-family': '"DejaVu Sans Mono", monospace',
};

/** The details panel's page in a plain Chromium. The test replaces the extension. */
export class BarePage {
  /** Addresses that the page requested besides its own files. */
  readonly foreignRequests: string[] = [];
  /** Exceptions and console errors, such as violations of the page's content security policy. */
  readonly errors: string[] = [];

  private constructor(readonly page: Page) {}

  /** Opens a page without sending it anything. `closePages` closes it. */
  static async open({
    theme = 'dark',
    width = 1280,
    height = 800,
    state,
    language = 'en-US',
    texts = {},
    now,
  }: BarePageOptions = {}): Promise<BarePage> {
    // A clock is one for its whole context.
    const context = now === undefined ? await sharedContext() : await newContext();
    const page = await context.newPage();
    await page.setViewportSize({ width, height });
    const bare = new BarePage(page);
    shared.pages.add(bare);
    page.on('pageerror', (error) => bare.errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') bare.errors.push(message.text());
    });
    if (now !== undefined) {
      // An installed clock runs until paused; pausing it before the page loads stops it from the start.
      await page.clock.install({ time: now - 1_000 });
      await page.clock.pauseAt(now);
    }
    await page.route('**', async (route) => {
      const { pathname, origin: from, href } = new URL(route.request().url());
      const contentType = files[pathname];
      if (from === origin && pathname === '/') {
        await route.fulfill({ contentType: 'text/html', body: detailsHtml({ ...htmlParts, language, texts }) });
      } else if (from === origin && contentType !== undefined) {
        await route.fulfill({ contentType, body: await readFile(resolve(`dist${pathname}`)) });
      } else {
        bare.foreignRequests.push(href);
        await route.abort();
      }
    });
    await page.addInitScript((left) => {
      const stub: Stub = { sent: [], state: left };
      Object.assign(globalThis, {
        stub,
        acquireVsCodeApi: () => ({
          postMessage: (message: FromPage) => stub.sent.push(message),
          getState: () => stub.state,
          setState: (newState: unknown) => {
            stub.state = structuredClone(newState);
          },
        }),
      });
    }, state);
    await page.goto(origin);
    await bare.setTheme(theme);
    assert.deepEqual(await bare.sent(), [{ type: 'ready' }]);
    return bare;
  }

  /** Switches the theme like VS Code, while the page is open. */
  async setTheme(theme: PageTheme): Promise<void> {
    const variables = Object.entries({ ...themeColors[theme], ...fonts });
    await this.page.evaluate(
      ([entries, classes]) => {
        document.documentElement.removeAttribute('style');
        for (const [name, value] of entries) document.documentElement.style.setProperty(name, value);
        document.body.className = classes.join(' ');
      },
      [variables, themes[theme].bodyClasses] as const,
    );
  }

  /** Makes the page show a job. Resolves when it is rendered. */
  async show(
    model: DetailsModel,
    { panelState = panelStateOf(model.jobId), busy = [] }: ShowOptions = {},
  ): Promise<void> {
    await this.send({ type: 'show', model, panelState, panel: 1, busy });
  }

  /** Sends the page a message. Resolves when it has been handled. */
  async send(message: ToPage): Promise<void> {
    await this.page.evaluate((data) => {
      window.dispatchEvent(new MessageEvent('message', { data }));
    }, message);
  }

  /** Returns the messages that the page has sent since the last call. */
  async sent(): Promise<readonly FromPage[]> {
    return this.page.evaluate(() => (globalThis as unknown as { stub: Stub }).stub.sent.splice(0));
  }

  /** Returns the state that the page stored last. */
  async state(): Promise<PageState> {
    return this.page.evaluate(() => (globalThis as unknown as { stub: Stub }).stub.state as PageState);
  }

  /** Returns the last announcement to screen readers. */
  async spoken(): Promise<string> {
    return ((await this.page.locator('#live').textContent()) ?? '').trim();
  }

  /** Returns a computed style of the first matching element. */
  async style(selector: string, property: string): Promise<string> {
    return this.page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  }

  async resize(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
  }

  async close(): Promise<void> {
    shared.pages.delete(this);
    const context = this.page.context();
    await (context === (await shared.context) ? this.page : context).close();
  }
}

/** State of a panel with an SES job. */
export function panelStateOf(id: string): PanelState {
  return { connection: 'prod', job: { service: 'ses', id }, pinned: false };
}

const htmlParts = {
  cspSource: origin,
  scriptUri: `${origin}/details.js`,
  styleUri: `${origin}/details.css`,
  nonce: 'bm9uY2U=',
  title: 'Import job',
};

interface Shared {
  browser: Browser | undefined;
  context: Promise<BrowserContext> | undefined;
  readonly pages: Set<BarePage>;
}

const key = Symbol.for('import-jobs.bare-pages');
/** On `globalThis`, because every bundled test file has its own copy of this module. */
const shared = ((globalThis as unknown as { [key]: Shared | undefined })[key] ??= {
  browser: undefined,
  context: undefined,
  pages: new Set(),
});

/** Returns the context of all pages without a clock. They store nothing, and a context of its own takes longer than a test. */
function sharedContext(): Promise<BrowserContext> {
  return (shared.context ??= newContext());
}

async function newContext(): Promise<BrowserContext> {
  assert.ok(shared.browser !== undefined, 'The root hooks start the browser.');
  const context = await newWindow(shared.browser);
  // Less than a test's timeout, so that the error says what it waited for.
  context.setDefaultTimeout(10_000);
  return context;
}

/** Starts the one browser of the suite. */
export async function startBrowser(): Promise<void> {
  shared.browser = await startChromium();
}

export async function stopBrowser(): Promise<void> {
  await shared.browser?.close();
}

/** Pages opened by the current test. */
export function openPages(): readonly BarePage[] {
  return [...shared.pages];
}
