import assert from 'node:assert/strict';
import { BarePage } from '../support/page/barePage';
import { modelOf } from '../support/page/models';
import { pinpointJob, sesJob } from '../unit/details/jobs';

describe('Borders of the buttons on the page', () => {
  const borderOf = (bare: BarePage, name: string) =>
    bare.page.getByRole('button', { name }).evaluate((button) => getComputedStyle(button).borderTopColor);

  it("match VS Code's own buttons in every theme", async () => {
    const bare = await BarePage.open();
    for (const [theme, secondary, primary] of [
      ['light2026', 'rgb(234, 234, 234)', 'rgb(0, 105, 204)'],
      ['dark2026', 'rgb(51, 53, 54)', 'rgb(41, 122, 160)'],
      ['light', 'rgba(59, 59, 59, 0.15)', 'rgba(0, 0, 0, 0.1)'],
      ['dark', 'rgba(204, 204, 204, 0.15)', 'rgba(255, 255, 255, 0.1)'],
      ['hc', 'rgb(111, 195, 223)', 'rgb(111, 195, 223)'],
      ['hcLight', 'rgb(15, 74, 133)', 'rgb(15, 74, 133)'],
    ] as const) {
      await bare.setTheme(theme);
      await bare.show(modelOf(sesJob));
      assert.equal(await borderOf(bare, 'Open Failed Records'), primary, theme);
      for (const name of ['Refresh', 'Save Failed Records As…', 'Copy Failed Records URL'])
        assert.equal(await borderOf(bare, name), secondary, `${theme}, ${name}`);
      await bare.show(modelOf(pinpointJob));
      assert.equal(await borderOf(bare, 'Copy All'), secondary, theme);
    }
  });

  for (const [contrastBorder, color] of [
    ['rgb(1, 2, 3)', 'rgb(1, 2, 3)'],
    [undefined, 'rgba(0, 0, 0, 0)'],
  ] as const) {
    it(`fall back to the contrast border: ${contrastBorder ?? 'none'}`, async () => {
      const bare = await BarePage.open({ theme: 'light2026' });
      await bare.page.evaluate((contrast) => {
        const { style } = document.documentElement;
        style.removeProperty('--vscode-button-border');
        style.removeProperty('--vscode-button-secondaryBorder');
        if (contrast !== undefined) style.setProperty('--vscode-contrastBorder', contrast);
      }, contrastBorder);
      await bare.show(modelOf(sesJob));
      assert.equal(await borderOf(bare, 'Open Failed Records'), color);
      assert.equal(await borderOf(bare, 'Refresh'), color);
    });
  }
});
