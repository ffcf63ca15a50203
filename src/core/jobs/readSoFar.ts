import * as l10n from '@vscode/l10n';
import { plural } from '../text/plural';
import type { Noun } from './job';

/** Returns how much of a list has been read: "1,204 jobs so far". */
export function readSoFar([one, many]: Noun, count: number, formatCount: (count: number) => string): string {
  return l10n.t({
    message: '{0} {1} so far',
    args: [formatCount(count), plural(count, one, many)],
    comment: ['{0} is a number', '{1} is a noun: jobs, applications or segments'],
  });
}
