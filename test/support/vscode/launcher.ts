/**
 * Accepts a desktop VS Code's arguments and runs an extension's tests in the server build instead, with headless Chromium
 * as its window. `runTests` of @vscode/test-electron starts it like a desktop VS Code.
 */
import { parseArgs } from 'node:util';
import { startServer } from './server';
import { newWorkbenchWindow, startChromium, workbenchUrl } from './window';

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'extensions-dir': { type: 'string' },
    'user-data-dir': { type: 'string' },
  },
});

function required(name: string): string {
  const value = values[name];
  if (typeof value !== 'string') throw new Error(`--${name} is missing.`);
  return value;
}

/** A useless line of a stack trace in the workbench's minified code. */
const workbenchFrame = /\n +at .*(\/static\/out\/vs\/|\(<anonymous>\)).*/g;

async function main(): Promise<number> {
  const [folder = process.cwd()] = positionals;
  const server = await startServer({
    userData: required('user-data-dir'),
    extensions: required('extensions-dir'),
    runsTests: true,
    // As users have them, for measurements.
    hasAllExtensions: process.env.IMPORT_JOBS_ALL_EXTENSIONS !== undefined,
  });
  const browser = await startChromium();
  try {
    const page = await (await newWorkbenchWindow(browser)).newPage();
    const finished = new Promise<number>((resolve, reject) => {
      page.on('crash', () => {
        reject(new Error("Chromium's page crashed."));
      });
      void server.ended.then(() => {
        reject(new Error("VS Code's server ended before the tests did."));
      });
      void page.exposeFunction('codeAutomationExit', resolve);
      void page.exposeFunction('codeAutomationLog', print);
    });
    await page.goto(
      workbenchUrl(server.url, folder, {
        extensionDevelopmentPath: required('extensionDevelopmentPath'),
        extensionTestsPath: required('extensionTestsPath'),
      }),
    );
    return await finished;
  } finally {
    await browser.close();
    await server.stop();
  }
}

function print(type: string, args: readonly unknown[]): void {
  const write = type === 'error' || type === 'warn' ? console.error : console.log;
  write(...args.map((arg) => (typeof arg === 'string' ? arg.replaceAll(workbenchFrame, '') : arg)));
}

void main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
