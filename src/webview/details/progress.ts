import type { DetailsModel, DetailsRow, DetailsSection } from '../../core/details/model';
import { h, type ComponentChild } from 'preact';
import { paceLine } from './pace';
import { card, footnote } from './sections';

/** How far the job is: a bar where that is known, and its numbers. */
export function progressCard(model: DetailsModel): ComponentChild {
  const section = model.sections.find(({ id }) => id === 'progress');
  const { progress } = model;
  if (section === undefined && progress === undefined) {
    return undefined;
  }
  return card(
    'progress',
    section?.title ?? 'Progress',
    undefined,
    progress !== undefined &&
      h('div', { key: 'bar', class: 'progress' }, bar(progress, model.phase), h('p', {}, progress.text)),
    section !== undefined && numbers(section),
    paceLine(model.pace),
    footnote(section?.note),
  );
}

function bar(
  { fraction, failedFraction = 0, running, text }: NonNullable<DetailsModel['progress']>,
  phase: string,
): ComponentChild {
  const percent = (part: number) => Math.round(part * 1000) / 10;
  const good = percent((fraction ?? 0) - failedFraction);
  const attributes = {
    class: 'bar',
    role: 'progressbar',
    'aria-label': 'Progress of the job',
    'aria-valuetext': text,
    'data-phase': phase,
    ...(fraction === undefined
      ? {}
      : { 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': Math.floor(fraction * 100) }),
  };
  // Widths as SVG attributes: the page may have no inline style.
  const part = (name: string, x: number, width: number) =>
    h('rect', { key: name, class: name, x, y: 0, width, height: 1 });
  return h(
    'div',
    attributes,
    h(
      'svg',
      { viewBox: '0 0 100 1', preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
      ...(fraction === undefined
        ? [running && phase === 'running' && part('moving', 0, 30)]
        : [part('good', 0, good), failedFraction > 0 && part('bad', good, percent(failedFraction))]),
    ),
  );
}

function numbers({ rows }: DetailsSection): ComponentChild {
  return h('dl', { key: 'numbers', class: 'numbers' }, ...rows.map(number));
}

function number({ id, label, value, tone, hint }: DetailsRow): ComponentChild {
  return h(
    'div',
    { key: id, class: 'number', 'data-row': id, 'data-tone': tone },
    h('dt', { title: hint }, label),
    h('dd', {}, h('span', { class: 'figure' }, value)),
  );
}
