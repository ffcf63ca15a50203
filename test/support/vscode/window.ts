import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import type { Language } from '../languages';
import { findChromium } from './machine';

export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  /** Device pixels per CSS pixel. */
  readonly scale?: number;
  /** Whether the user prefers reduced motion. */
  readonly reducedMotion?: boolean;
  /** VS Code's display language: English by default. */
  readonly language?: Language;
}

const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A window's scripts run too briefly for optimized code to pay for its compilation.
  '--js-flags=--no-opt --no-maglev --min-semi-space-size=64',
];

export async function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: chromiumArguments });
}

export function sizeOf({ width = 1280, height = 800 }: WindowOptions = {}) {
  return { width, height };
}

/** Opens a window with its own storage, without anything that an earlier one stored. */
export async function newWindow(browser: Browser, options: WindowOptions = {}): Promise<BrowserContext> {
  const { scale = 1, reducedMotion = false } = options;
  return browser.newContext({
    viewport: sizeOf(options),
    deviceScaleFactor: scale,
    permissions: ['clipboard-read', 'clipboard-write'],
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
}

/** Opens a window for a workbench, which draws no animations: without a GPU, they keep a core busy. */
export async function newWorkbenchWindow(browser: Browser, options: WindowOptions = {}): Promise<BrowserContext> {
  const context = await newWindow(browser, { ...options, reducedMotion: true });
  await context.addInitScript(easeWork);
  if (options.language !== undefined) await context.addInitScript(setLanguage, options.language);
  return context;
}

/** Runs in each page, before it loads. A server build has no language packs, so VS Code's own texts stay English. */
function setLanguage(language: string): void {
  (globalThis as unknown as { _VSCODE_NLS_LANGUAGE: string })._VSCODE_NLS_LANGUAGE = language;
}

/** Runs in each page, before it loads. */
function easeWork(): void {
  // VS Code spins its icons in spite of reduced motion.
  const style = new CSSStyleSheet();
  style.replaceSync('.codicon, .codicon::before { animation: none !important; }');
  document.adoptedStyleSheets.push(style);
  // VS Code stores its state when idle, which a busy machine may never be.
  const request = window.requestIdleCallback.bind(window);
  window.requestIdleCallback = (callback) => request(callback, { timeout: 1_000 });
}

/** Returns the URL of a workbench on a folder. @param payload what a desktop VS Code takes as arguments */
export function workbenchUrl(server: string, folder: string, payload: Readonly<Record<string, string>> = {}): string {
  const url = new URL(server);
  url.searchParams.set('folder', folder);
  const remote = Object.entries(payload).map(([name, path]) => [name, `vscode-remote://${url.host}${path}`]);
  if (remote.length > 0) url.searchParams.set('payload', JSON.stringify(remote));
  return url.href;
}
