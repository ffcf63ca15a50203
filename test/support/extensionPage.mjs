const comment = /<!-- instead of pictures:\n([^]*?)-->\n/g;
const repositoryOnly = /<!-- repository only -->\n[^]*?<!-- end of repository only -->\n*/g;
const relativePicture = /!\[[^\]]*\]\((?!https:)/;
const relativeLink = /(?<!!)\[[^\]]*\]\((?!https:)/;

/**
 * Returns the extension's page in VS Code, made from the README. VS Code shows pictures and follows links only with addresses
 * on the web (microsoft/vscode-vsce#1196). vsce makes such addresses where it knows where the pictures, or the files of the
 * repository, are published. Paragraphs with other relative addresses are left out, and a drawing takes the place of pictures.
 * @param {string} readme
 * @param {{ readonly pictures: boolean, readonly links: boolean }} published whether vsce can complete their addresses
 */
export function extensionPage(readme, { pictures, links }) {
  return readme
    .replace(repositoryOnly, '')
    .replace(comment, pictures ? '' : '$1')
    .split(/\n{2,}/)
    .filter((paragraph) => (pictures || !relativePicture.test(paragraph)) && (links || !relativeLink.test(paragraph)))
    .join('\n\n');
}
