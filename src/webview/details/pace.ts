import type { DetailsModel } from '../../core/details/model';
import { h, type ComponentChild } from 'preact';

const width = 200;
const height = 32;

/** How fast the job goes, and a small picture of the processed records over the time that was looked. */
export function paceLine(pace: DetailsModel['pace']): ComponentChild {
  if (pace === undefined) {
    return undefined;
  }
  const { text, curve, curveLabel } = pace;
  return h(
    'div',
    { key: 'pace', class: 'pace' },
    curve !== undefined &&
      h(
        'svg',
        {
          key: 'curve',
          class: 'curve',
          role: 'img',
          'aria-label': curveLabel ?? '',
          viewBox: `0 0 ${width} ${height}`,
          preserveAspectRatio: 'none',
        },
        h('polyline', { points: curve.map(({ x, y }) => `${point(x, width)},${point(1 - y, height)}`).join(' ') }),
      ),
    // Once it has ended there is no speed: then the picture says what it is of.
    h('p', { key: 'text' }, text === '' ? curveLabel : text),
  );
}

/** Inside the edges, so that the line is not cut off. */
function point(part: number, size: number): number {
  return Math.round((1 + part * (size - 2)) * 10) / 10;
}
