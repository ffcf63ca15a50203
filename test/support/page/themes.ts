/** The theme's variables by name: `--vscode-foreground`. Variables that the theme does not set are missing. */
export type ThemeColors = Readonly<Partial<Record<string, string>>>;

interface ThemeInfo {
  /** VS Code's name for it. */
  readonly label: string;
  /** Class that VS Code adds to the page's body. */
  readonly bodyClasses: readonly string[];
}

/** Tested themes: VS Code's defaults, the previous defaults, both high-contrast themes, and one with little contrast. */
export const themes = {
  dark: { label: 'Dark Modern', bodyClasses: ['vscode-dark'] },
  light: { label: 'Light Modern', bodyClasses: ['vscode-light'] },
  hc: { label: 'Default High Contrast', bodyClasses: ['vscode-high-contrast'] },
  hcLight: {
    label: 'Default High Contrast Light',
    bodyClasses: ['vscode-high-contrast', 'vscode-high-contrast-light'],
  },
  dark2026: { label: 'Dark 2026', bodyClasses: ['vscode-dark'] },
  light2026: { label: 'Light 2026', bodyClasses: ['vscode-light'] },
  solarizedLight: { label: 'Solarized Light', bodyClasses: ['vscode-light'] },
} satisfies Readonly<Record<string, ThemeInfo>>;

export type PageTheme = keyof typeof themes;

/** Returns the theme's colors that a style sheet uses. Fonts are the same in every theme. */
export function colorNamesIn(css: string): readonly string[] {
  const names = new Set(css.match(/--vscode-[\w-]+/g));
  return [...names].filter((name) => !/-font-(?:size|family|weight)$/.test(name)).sort();
}
