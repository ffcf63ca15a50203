import { ThemeColor, ThemeIcon } from 'vscode';

// The list's own error and warning colors are not defined in the high-contrast themes; these are, everywhere.
export const errorIcon = new ThemeIcon('error', new ThemeColor('problemsErrorIcon.foreground'));
export const warningIcon = new ThemeIcon('warning', new ThemeColor('problemsWarningIcon.foreground'));
