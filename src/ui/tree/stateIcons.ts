import { ThemeColor, ThemeIcon } from 'vscode';

// Unlike the colors for errors and warnings in lists, these are also defined in high-contrast themes.
export const errorIcon = new ThemeIcon('error', new ThemeColor('problemsErrorIcon.foreground'));
export const warningIcon = new ThemeIcon('warning', new ThemeColor('problemsWarningIcon.foreground'));
