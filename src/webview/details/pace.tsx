import type { DetailsModel } from '../../core/details/model';

const width = 200;
const height = 32;

/** How fast the job goes, and a curve of the processed records over time. */
export function Pace({ text, curve, curveLabel }: NonNullable<DetailsModel['pace']>) {
  return (
    <div class="pace">
      {curve !== undefined && (
        <svg
          class="curve"
          role="img"
          aria-label={curveLabel ?? ''}
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
        >
          <polyline points={curve.map(({ x, y }) => `${inside(x, width)},${inside(1 - y, height)}`).join(' ')} />
        </svg>
      )}
      {/* A finished job has no speed: then the words describe the curve. */}
      <p>{text === '' ? curveLabel : text}</p>
    </div>
  );
}

/** A coordinate inside the edges, so that the line is not cut off. */
function inside(part: number, size: number): number {
  return Math.round((1 + part * (size - 2)) * 10) / 10;
}
