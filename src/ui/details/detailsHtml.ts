import * as l10n from '@vscode/l10n';

interface DetailsHtmlValues {
  /** The webview's `cspSource`: where its styles and fonts may come from. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** Random for each page. Only the script with this nonce runs. */
  readonly nonce: string;
  /** Heading shown until the first job is. */
  readonly title: string;
  /** Language of texts, numbers and times, as a BCP 47 tag. */
  readonly language: string;
  /** VS Code's translations by the English text; empty for English. */
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * Returns the HTML of the details panel without a job. Its content security policy allows only this script, this style
 * and the style's font.
 */
export function detailsHtml(values: DetailsHtmlValues): string {
  const { cspSource, scriptUri, styleUri, nonce, title, language, texts } = values;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    "img-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  // eslint-disable-next-line texts/translated -- a page that takes its texts as values
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escaped(styleUri)}">
<title>${escaped(title)}</title>
</head>
<body data-vscode-context="${escaped('{"preventDefaultContextMenuItems":true}')}">
<div id="page"><main class="skeleton" aria-busy="true"><h1>${escaped(title)}</h1><p>${escaped(l10n.t('Loading…'))}</p><div></div><div></div><div></div></main></div>
<div id="live" class="unseen" role="status"></div>
<script type="application/json" id="texts">${dataBlock(texts)}</script>
<script nonce="${escaped(nonce)}" src="${escaped(scriptUri)}"></script>
</body>
</html>
`;
}

/** Returns a value as JSON for a data block, which the browser never runs. The value cannot close the block. */
function dataBlock(value: object): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? '');
}
