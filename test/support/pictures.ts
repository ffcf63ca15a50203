/** npm run pictures: the README's screenshots, taken from the real VS Code on the sample account, and the walkthrough's pictures. */
import type { Page } from 'playwright-core';
import { stopVSCode } from './vscode/warmVSCode';
import type { Settings } from './vscode/settings';
import { writeWalkthroughPictures } from './walkthroughPictures';
import { themes, Workbench, type Theme } from './workbench';

interface Picture {
  readonly name: string;
  readonly theme: Theme;
  /** The list and its parents below the account, outermost first. */
  readonly list: readonly string[];
  /** Part of the accessible name of the job to show. */
  readonly job: RegExp;
}

const pictures: readonly Picture[] = [
  { name: 'failures-dark', theme: 'dark', list: ['Amazon SES', 'Suppression list'], job: /Completed with failures/ },
  {
    name: 'progress-light',
    theme: 'light',
    list: ['Amazon Pinpoint', 'Loyalty', 'VIP customers'],
    job: /Processing/,
  },
];

interface TreePicture {
  readonly name: string;
  /** Id of the only service shown. */
  readonly service: string;
  /** Rows to expand below the account, in this order. */
  readonly rows: readonly string[];
  readonly settings?: Settings;
}

const trees: readonly TreePicture[] = [
  {
    name: 'tree-ses',
    service: 'ses',
    rows: ['Amazon SES', 'Suppression list', 'Contact lists'],
    settings: { 'importJobs.ses.exportJobs': true },
  },
  {
    name: 'tree-mail-manager',
    service: 'mailManager',
    rows: ['SES Mail Manager', 'blocked-senders', 'executives'],
  },
  {
    name: 'tree-customer-profiles',
    service: 'customerProfiles',
    rows: ['Customer Profiles', 'amazon-connect-example-support', 'marketing'],
  },
  {
    name: 'tree-pinpoint',
    service: 'pinpoint',
    rows: ['Amazon Pinpoint', 'Loyalty', 'VIP customers'],
  },
];

/** Number of rows in the picture of a tree. All have the same size, since the README shows them side by side. */
const rowsShown = 15;

async function take({ name, theme, list, job }: Picture): Promise<void> {
  const workbench = await Workbench.start({
    theme,
    settings: { 'importJobs.sampleAccount': true },
    window: { width: 1200, height: 750 },
  });
  try {
    const { page } = workbench;
    await workbench.openView();
    await widenSidebar(page, 400);
    await workbench.openList('Sample account', ...list);
    await workbench.row(job).first().click();
    await workbench.details().getByRole('heading', { level: 1 }).waitFor();
    await page.mouse.move(0, 0);
    await workbench.screenshot(name, 'media/pictures');
  } finally {
    await workbench.stop();
  }
}

async function takeTree({ name, service, rows, settings = {} }: TreePicture): Promise<void> {
  const workbench = await Workbench.start({
    settings: {
      'importJobs.sampleAccount': true,
      'importJobs.services': [service],
      'importJobs.pageSize': 4,
      ...settings,
    },
    window: { width: 800, height: 700, scale: 2 },
  });
  try {
    const { page } = workbench;
    await workbench.openView();
    await widenSidebar(page, 425);
    for (const row of ['Sample account', ...rows]) await workbench.openList(row);
    // No row has the focus, which would show its buttons.
    await workbench.view.locator('.monaco-list').focus();
    await page.keyboard.press('Escape');
    await workbench.view.locator('.monaco-list-row.focused').waitFor({ state: 'detached' });
    await page.mouse.move(700, 650);
    const tree = await workbench.view.locator('.monaco-list-rows').boundingBox();
    const row = await workbench.row(/^Sample account/).boundingBox();
    if (tree === null || row === null) throw new Error('There is no tree.');
    await page.screenshot({
      path: `media/pictures/${name}.png`,
      clip: { x: tree.x, y: tree.y, width: tree.width, height: row.height * rowsShown },
    });
  } finally {
    await workbench.stop();
  }
}

/** Names of the themes' files, which VS Code has in a class. */
const themeFiles: Readonly<Record<Theme, string>> = {
  dark: 'dark_modern',
  light: 'light_modern',
  hc: 'hc_black',
  hcLight: 'hc_light',
};

async function takeWalkthrough(theme: Theme): Promise<void> {
  const workbench = await Workbench.start({ theme });
  try {
    // A window starts in another theme.
    await workbench.page.locator(`.monaco-workbench[class*="-${themeFiles[theme]}-json"]`).waitFor();
    await writeWalkthroughPictures(workbench.page, theme);
  } finally {
    await workbench.stop();
  }
}

/** Widens the sidebar by dragging its edge, since the font here is wider than those of most desktops. */
async function widenSidebar(page: Page, right: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (box === null) throw new Error('There is no sidebar.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width + 1, y);
  await page.mouse.down();
  await page.mouse.move(right, y, { steps: 5 });
  await page.mouse.up();
}

async function takeAll(): Promise<void> {
  // With arguments, only pictures whose names start with one of them.
  const wanted = process.argv.slice(2);
  const isWanted = (name: string) => wanted.length === 0 || wanted.some((start) => name.startsWith(start));
  for (const picture of pictures) if (isWanted(picture.name)) await take(picture);
  for (const tree of trees) if (isWanted(tree.name)) await takeTree(tree);
  for (const theme of Object.keys(themes) as Theme[])
    if (isWanted(`walkthrough-${theme}`)) await takeWalkthrough(theme);
}

void takeAll().finally(() => void stopVSCode());
