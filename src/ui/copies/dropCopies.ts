import { commands, Uri, type DataTransfer, type TreeDragAndDropController } from 'vscode';
import type { Node } from '../tree/nodes';

const uriList = 'text/uri-list';

/** Opens files that the user drops on the Jobs view as saved copies. Rows cannot be dragged. */
export const dropCopies: TreeDragAndDropController<Node> = {
  dropMimeTypes: [uriList],
  dragMimeTypes: [],
  handleDrop: async (_, dropped: DataTransfer) => {
    const text = (await dropped.get(uriList)?.asString()) ?? '';
    // A line that starts with # is a comment.
    const uris = text.split(/\r?\n/u).flatMap((line) => (line === '' || line.startsWith('#') ? [] : [Uri.parse(line)]));
    if (uris.length > 0) {
      await commands.executeCommand('importJobs.openSnapshot', uris[0], uris);
    }
  },
};
