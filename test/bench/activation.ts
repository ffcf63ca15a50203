import { measureInHost } from './host';
import type { Activations } from './inside/activations';
import { megabytes, median, ms, times, type Section } from './report';
import { installSkeletons, skeletonIds } from './skeleton';

const ours = 'import-jobs.import-jobs';

/** Measures activation inside VS Code, compared with skeleton extensions in the same window. */
export async function activation(rounds: number): Promise<Section> {
  const [warmUp = '', one = '', two = ''] = skeletonIds;
  const all: Activations[] = [];
  for (let round = 0; round < rounds; round++) {
    // Ours is activated first, between others and last, in turn.
    const order =
      [
        [ours, one, two],
        [one, ours, two],
        [one, two, ours],
      ][round % 3] ?? [];
    all.push(
      await measureInHost<Activations>('activations', {
        install: installSkeletons,
        env: { IMPORT_JOBS_ORDER: [warmUp, ...order].join(' ') },
      }),
    );
  }
  const own = median(all.map((each) => each.ours));
  const theirs = median(all.flatMap(({ skeletons }) => skeletons));
  // Per window, since windows differ by more than the extensions in them.
  const ratio = median(all.map((each) => each.ours / mean(each.skeletons)));
  const heap = median(all.map((each) => each.heap));
  return {
    title: 'Activation',
    note: `Time of \`extension.activate()\` in VS Code’s extension host, including loading, in ${rounds} fresh starts, compared with two skeleton extensions in the same window that register the same views, commands, panel serializer and listeners and do nothing. The ratio is the median of the windows’ ratios.`,
    beside: 'Skeleton',
    lines: [
      {
        what: 'Activation',
        ours: ms(own),
        beside: ms(theirs),
        ratio: times(ratio, 1),
        budget: '≤ 1.3 ×',
        kept: ratio <= 1.3,
      },
      { what: 'Heap growth, after garbage collection', ours: megabytes(heap), budget: '≤ 2 MB', kept: heap <= 2e6 },
    ],
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
