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
  const heap = median(all.map((each) => each.heap));
  return {
    title: 'Activation',
    note: `Time of \`extension.activate()\` in VS Code’s extension host, including loading, in ${rounds} fresh starts, compared with a skeleton extension that registers the same view, commands, panel serializer and listeners and does nothing.`,
    beside: 'Skeleton',
    lines: [
      {
        what: 'Activation',
        ours: ms(own),
        beside: ms(theirs),
        ratio: times(own, theirs),
        budget: '≤ 1.3 ×',
        kept: own / theirs <= 1.3,
      },
      { what: 'Heap growth, after garbage collection', ours: megabytes(heap), budget: '≤ 2 MB', kept: heap <= 2e6 },
    ],
  };
}
