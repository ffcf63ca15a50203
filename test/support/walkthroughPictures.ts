import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export const walkthroughFolder = 'media/walkthrough';

/**
 * Writes the walkthrough's pictures in the colors of the window's theme, into a folder of that theme. Their templates name VS
 * Code's colors. VS Code could fill these in itself, but only for pictures that it gives no alternative text.
 */
export async function writeWalkthroughPictures(page: Page, theme: string): Promise<void> {
  const files = (await readdir(walkthroughFolder)).filter((file) => file.endsWith('.svg'));
  await mkdir(join(walkthroughFolder, theme), { recursive: true });
  for (const file of files) {
    const template = await readFile(join(walkthroughFolder, file), 'utf8');
    const variables = [...new Set([...template.matchAll(/"(var\([^"]*\))"/g)].map(([, variable = '']) => variable))];
    const colors = await page.locator('.monaco-workbench').evaluate((workbench, names) => {
      const probe = workbench.appendChild(document.createElement('div'));
      const found = names.map((name) => {
        probe.style.backgroundColor = name;
        return getComputedStyle(probe).backgroundColor;
      });
      probe.remove();
      return found;
    }, variables);
    const picture = variables.reduce(
      (text, variable, index) => text.replaceAll(`"${variable}"`, `"${hexadecimal(colors[index] ?? '')}"`),
      template,
    );
    await writeFile(join(walkthroughFolder, theme, file), picture.replace(/\n */g, ''));
  }
}

/** Writes a computed color as SVG does: `#1f1f1f`, with a fourth number where it is translucent. */
function hexadecimal(color: string): string {
  const numbers = /^rgba?\((.*)\)$/.exec(color)?.[1]?.split(', ').map(Number);
  if (numbers === undefined) throw new Error(`Not a color: ${color}`);
  const [red = 0, green = 0, blue = 0, alpha = 1] = numbers;
  if (alpha === 0) return 'none';
  const all = [red, green, blue, ...(alpha === 1 ? [] : [Math.round(alpha * 255)])];
  return `#${all.map((number) => number.toString(16).padStart(2, '0')).join('')}`;
}
