/** npm run pictures: the README's screenshots, taken from the real VS Code on the sample account. */
import type { Page } from 'playwright-core';
import { stopVSCode } from './vscode/warmVSCode';
import { Workbench } from './workbench';

const folder = 'media/pictures';

async function takePictures(theme: 'dark' | 'light'): Promise<void> {
  const workbench = await Workbench.start({
    theme,
    settings: { 'importJobs.sampleAccount': true },
    window: { width: 1360, height: 850 },
  });
  try {
    const { page } = workbench;
    await workbench.openView();
    await workbench.row('Suppression list').waitFor();
    await widenSideBar(page, 600);
    await workbench.expand('Suppression list');
    await workbench
      .row(/Completed with failures/)
      .first()
      .click();
    await workbench.details().getByRole('button', { name: 'Copy Failed Records URL' }).waitFor();
    await page.mouse.move(900, 760);
    await workbench.screenshot(`failures-${theme}`, folder);

    // Moves from the job to its list, and collapses that.
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await workbench.expand('Amazon Pinpoint');
    await workbench.expand('Loyalty');
    await workbench.expand('VIP customers');
    await workbench
      .row(/Processing/)
      .first()
      .click();
    await workbench.details().getByRole('progressbar').waitFor();
    await page.mouse.move(900, 760);
    await workbench.screenshot(`progress-${theme}`, folder);
  } finally {
    await workbench.stop();
  }
}

/** Widens the side bar by dragging its edge. */
async function widenSideBar(page: Page, right: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (box === null) throw new Error('There is no side bar.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width + 1, y);
  await page.mouse.down();
  await page.mouse.move(right, y, { steps: 5 });
  await page.mouse.up();
}

void takePictures('dark')
  .then(() => takePictures('light'))
  .finally(stopVSCode);
