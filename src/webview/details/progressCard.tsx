import * as l10n from '@vscode/l10n';
import type { DetailsModel, DetailsSection } from '../../core/details/model';
import { Card, Note } from './cards';

/** Size of the curve in its own units. */
const width = 200;
const height = 32;

/** The job's numbers, with its progress bar and pace if known. */
export function ProgressCard({ model }: { readonly model: DetailsModel }) {
  const { progress, phase, pace } = model;
  const section = model.sections.find(({ id }) => id === 'progress');
  if (section === undefined) {
    return undefined;
  }
  return (
    <Card id="progress" title={section.title}>
      {progress !== undefined && (
        <div class="progress">
          <Bar {...progress} phase={phase} />
          <p data-row={progress.fraction === undefined ? undefined : 'progress'}>{progress.text}</p>
        </div>
      )}
      {section.rows.length > 0 && <Numbers {...section} />}
      {pace !== undefined && <Pace {...pace} />}
      <Note text={section.note} />
    </Card>
  );
}

type BarProps = NonNullable<DetailsModel['progress']> & Pick<DetailsModel, 'phase'>;

function Bar({ fraction, failedFraction = 0, running, text, phase }: BarProps) {
  const percent = (part: number) => Math.round(part * 1000) / 10;
  const good = percent((fraction ?? 0) - failedFraction);
  const range = fraction !== undefined && {
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'aria-valuenow': Math.floor(fraction * 100),
  };
  return (
    <div
      class="bar"
      role="progressbar"
      aria-label={l10n.t('Progress of the job')}
      aria-valuetext={text}
      data-phase={phase}
      {...range}
    >
      {/* Widths as SVG attributes, because the page may have no inline style. */}
      <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {fraction === undefined ? (
          running && phase === 'running' && <rect class="moving" x={0} y={0} width={30} height={1} />
        ) : (
          <>
            <rect class="good" x={0} y={0} width={good} height={1} />
            {failedFraction > 0 && <rect class="bad" x={good} y={0} width={percent(failedFraction)} height={1} />}
          </>
        )}
      </svg>
    </div>
  );
}

function Numbers({ rows }: DetailsSection) {
  return (
    <dl class="numbers wrap">
      {rows.map(({ id, label, value, tone, hint }) => (
        <div key={id} class="number" data-row={id} data-tone={tone}>
          <dt title={hint}>{label}</dt>
          <dd>
            <span class="figure">{value}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The job's pace and a curve of the processed records over time. */
export function Pace({ text, curve, curveLabel }: NonNullable<DetailsModel['pace']>) {
  return (
    <div class="pace row wrap">
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
      {/* A finished job has no pace, so the text describes the curve. */}
      <p>{text === '' ? curveLabel : text}</p>
    </div>
  );
}

/** Returns a coordinate inside the edges, so that the line is not cut off. */
function inside(part: number, size: number): number {
  return Math.round((1 + part * (size - 2)) * 10) / 10;
}
