/**
 * Writes test/support/page/themeColors.ts: the colors of the details panel in each theme of the real VS Code.
 * Run it when the page's style uses a new color or VS Code is updated:
 * npm run build -- --tests && npm run package && node out/support/page/captureThemeColors.js && npm run format
 */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { eventually } from '../eventually';
import { version } from '../vscode/cache';
import { stopVSCode } from '../vscode/warmVSCode';
import { Workbench } from '../workbench';
import { colorNamesIn, themes, type ThemeColors } from './themes';

async function captureAll(): Promise<Readonly<Record<string, ThemeColors>>> {
  const workbench = await Workbench.start({ settings: { 'importJobs.sampleAccount': true } });
  try {
    await workbench.openView();
    await workbench.expand('Suppression list');
    await workbench
      .row(/^Completed/)
      .first()
      .click();
    await workbench.details().locator('[data-row=jobId]').waitFor();
    const names = colorNamesIn(await readFile('dist/details.css', 'utf8'));
    const captured: Record<string, ThemeColors> = {};
    for (const [id, { label, bodyClasses }] of Object.entries(themes)) {
      await workbench.setSettings({ 'workbench.colorTheme': label });
      captured[id] = await eventually(async () => {
        const { classes, name, colors } = await workbench
          .details()
          .locator('html')
          .evaluate((html, wanted) => {
            const style = getComputedStyle(html);
            return {
              classes: [...document.body.classList],
              name: document.body.dataset.vscodeThemeId,
              colors: Object.fromEntries(wanted.map((one) => [one, style.getPropertyValue(one)])),
            };
          }, names);
        assert.equal(name, label);
        assert.ok(
          bodyClasses.every((one) => classes.includes(one)),
          `${label}: ${classes.join(' ')}`,
        );
        return Object.fromEntries(Object.entries(colors).filter(([, color]) => color !== ''));
      });
    }
    return captured;
  } finally {
    await workbench.stop();
  }
}

async function main(): Promise<void> {
  const file = 'test/support/page/themeColors.ts';
  const text = `/** Captured from VS Code ${version} by captureThemeColors.ts. Do not edit by hand. */
export const themeColors = ${JSON.stringify(await captureAll())};
`;
  await writeFile(file, text);
}

void main().finally(() => void stopVSCode());
