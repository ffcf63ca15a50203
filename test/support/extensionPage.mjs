const comment = /<!-- instead of pictures:\n([^]*?)-->\n/g;
const repositoryOnly = /<!-- repository only -->\n[^]*?<!-- end of repository only -->\n*/g;
const relativeAddress = /\]\((?!https:)[^)]*\)/;

/**
 * Returns the extension's page in VS Code, made from the README. VS Code shows pictures and follows links only with addresses
 * on the web (microsoft/vscode-vsce#1196). vsce makes such addresses once the manifest has a repository; without, paragraphs
 * with relative ones are left out.
 * @param {string} readme
 * @param {boolean} hasRepository
 */
export function extensionPage(readme, hasRepository) {
  const page = readme.replace(repositoryOnly, '');
  if (hasRepository) return page.replace(comment, '');
  return page
    .replace(comment, '$1')
    .split(/\n{2,}/)
    .filter((paragraph) => !relativeAddress.test(paragraph))
    .join('\n\n');
}
