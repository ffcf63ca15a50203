/** npm run pictures: the README's screenshots, taken from the real VS Code on the sample account. */
import type { Page } from 'playwright-core';
import { stopVSCode } from './vscode/warmVSCode';
import { Workbench, type Theme } from './workbench';

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
  for (const picture of pictures) await take(picture);
}

void takeAll().finally(() => void stopVSCode());
