import { l10n } from 'vscode';

/** Takes the place of `@vscode/l10n` in the extension host: see esbuild.mjs. */
export const { t } = l10n;
