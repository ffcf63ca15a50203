import { l10n } from 'vscode';

/** Replaces `@vscode/l10n` in the extension host: see esbuild.mjs. */
export const { t } = l10n;
