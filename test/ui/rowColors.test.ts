import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { Connected } from '../support/connected';
import { themes, type Theme } from '../support/workbench';

describe('The icons of import jobs', () => {
  let connected: Connected;

  before(async () => {
    connected = await Connected.start({ settings: { 'importJobs.pageSize': 10 } });
    await connected.workbench.openList('Amazon SES', 'Suppression list');
  });
  after(() => connected.stop());

  /** Colors of the icon and of the text beside it. */
  async function colorsOf(row: Locator): Promise<{ readonly icon: string; readonly text: string }> {
    return row.first().evaluate((element) => {
      const colorOf = (selector: string, pseudo?: string) => {
        const found = element.querySelector(selector);
        return found === null ? '' : getComputedStyle(found, pseudo).color;
      };
      return { icon: colorOf('.custom-view-tree-node-item-icon', '::before'), text: colorOf('.label-name') };
    });
  }

  for (const theme of ['dark', 'light', 'hc', 'hcLight'] satisfies readonly Theme[]) {
    it(`have a color for each state in the theme ${themes[theme]}`, async () => {
      const { workbench } = connected;
      await workbench.setSettings({ 'workbench.colorTheme': themes[theme] });
      await workbench.page.locator(`.monaco-workbench.${bodyClass[theme]}`).waitFor();
      const colors = await Promise.all(
        [/^Processing/, /^Completed with failures/, /^Completed(?! with)/, /^Failed/].map((state) =>
          colorsOf(workbench.row(state)),
        ),
      );
      const icons = colors.map(({ icon }) => icon);
      assert.equal(new Set(icons).size, icons.length, icons.join(', '));
      assert.ok(
        colors.every(({ icon, text }) => icon !== text && icon !== '' && text !== ''),
        JSON.stringify(colors),
      );
    });
  }
});

/** Class of the workbench in a theme. */
const bodyClass: Readonly<Record<Theme, string>> = {
  dark: 'vs-dark',
  light: 'vs',
  hc: 'hc-black',
  hcLight: 'hc-light',
};
