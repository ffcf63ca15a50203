/** npm run pictures: the README's screenshots, taken from the real VS Code on the sample account. */
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
    await workbench.openList('Sample account', ...list);
    await workbench.row(job).first().click();
    await workbench.details().getByRole('heading', { level: 1 }).waitFor();
    // Away from anything that reacts to the mouse.
    await page.mouse.move(1150, 740);
    await workbench.screenshot(name, 'media/pictures');
  } finally {
    await workbench.stop();
  }
}

async function takeAll(): Promise<void> {
  for (const picture of pictures) await take(picture);
}

void takeAll().finally(stopVSCode);
