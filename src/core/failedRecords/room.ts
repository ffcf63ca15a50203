import { inBytes, type DownloadWords } from './explainDownload';

/** Where failed records go: an editor, a disk of this machine, or any other place that VS Code can write to. */
export type Room = 'editor' | 'disk' | 'elsewhere';

/** What an editor can hold, what fills a disk, and what is kept in memory for a place that takes a file only as a whole, in bytes. */
export const mostBytes: Readonly<Record<Room, number>> = {
  editor: 50_000_000,
  disk: 50_000_000_000,
  elsewhere: 50_000_000,
};

/** That there are more failed records than there is room for. */
export function explainTooLarge(room: Room): DownloadWords {
  const size = inBytes(mostBytes[room]);
  switch (room) {
    case 'editor':
      return {
        sentence: `The failed records are larger than ${size}, more than an editor shows well`,
        next: 'Save them to a file instead',
      };
    case 'disk':
      return {
        sentence: `The failed records were not saved: they are larger than ${size}`,
        next: 'Copy their link and download them with another program',
      };
    case 'elsewhere':
      return {
        sentence: `The failed records were not saved: they are larger than ${size}, the most that a place other than a disk is sent`,
        next: 'Choose a folder on a disk of the machine where the extension runs',
      };
  }
}
