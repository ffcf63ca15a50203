import * as l10n from '@vscode/l10n';
import { QuickPickItemKind, ThemeIcon, type QuickPickItem } from 'vscode';
import { createdText, phasesNamed, valuesText } from '../../core/find/filterWords';
import { isEmptyFilter, noCriteria, type Facet, type FilterCriteria } from '../../core/find/jobFilter';
import { prepareSearch } from '../../core/find/searchText';
import type { ImportJob } from '../../core/jobs/job';
import { phaseLabel } from '../../core/jobs/jobWords';
import { escapeItem } from '../quickPick';
import { askForCreated, askForValues, previewText, type FilterContext } from './filterConditions';
import { showPicker } from './showPicker';

/** What the user chose: to apply the filter, or to edit a condition. */
type Choice =
  | { readonly kind: 'apply'; readonly criteria: FilterCriteria }
  | { readonly kind: Facet | 'created'; readonly criteria: FilterCriteria };

interface ChoiceItem extends QuickPickItem {
  readonly choice?: Choice['kind'] | 'clear';
  /** Filter that the item applies instead of the typed one. */
  readonly criteria?: FilterCriteria;
}

/**
 * Lets the user edit a filter by typing its text and picking its conditions one by one. Previews the number of matches.
 * Resolves to the complete filter; `undefined` if the user cancels.
 */
export async function askForFilter(
  before: FilterCriteria,
  context: FilterContext,
): Promise<FilterCriteria | undefined> {
  let criteria = before;
  for (;;) {
    const choice = await askForChoice(criteria, context);
    if (choice === undefined || choice.kind === 'apply') {
      return choice?.criteria;
    }
    const edited =
      choice.kind === 'created'
        ? await askForCreated(choice.criteria, context)
        : await askForValues(choice.kind, choice.criteria, context);
    if (edited === undefined) {
      return undefined;
    }
    criteria = edited === 'back' ? choice.criteria : edited;
  }
}

/** Shows the text and the conditions together. Enter applies the typed text. */
function askForChoice(before: FilterCriteria, context: FilterContext): Promise<Choice | undefined> {
  const jobs = context.jobs();
  prepareSearch(jobs);
  return showPicker<ChoiceItem, Choice>((picker, done) => {
    const typed = (): FilterCriteria => ({ ...before, text: picker.value.trim() });
    const fill = () => {
      picker.items = choiceItems(typed(), jobs, context).map(escapeItem);
    };
    picker.title = l10n.t('Filter Jobs');
    picker.placeholder = l10n.t('Type text from the ID, name, source, destination or failure message');
    picker.value = before.text;
    fill();
    picker.onDidChangeValue(fill);
    picker.onDidAccept(() => {
      const [item] = picker.selectedItems;
      if (item?.choice === 'clear') {
        done({ kind: 'apply', criteria: noCriteria });
      } else if (item?.choice !== undefined) {
        done({ kind: item.choice, criteria: item.criteria ?? typed() });
      }
    });
  });
}

function choiceItems(
  criteria: FilterCriteria,
  jobs: readonly ImportJob[],
  { now, formats, labelOf }: FilterContext,
): readonly ChoiceItem[] {
  const item = (choice: Choice['kind'], icon: string, label: string, description: string | undefined): ChoiceItem => ({
    choice,
    label,
    description: description ?? l10n.t('any'),
    iconPath: new ThemeIcon(icon),
    alwaysShow: true,
  });
  const isEmpty = isEmptyFilter(criteria);
  const conditions = [
    item(
      'phases',
      'pulse',
      l10n.t('State'),
      valuesText(
        criteria.phases.map((phase) => phaseLabel(phase)),
        formats,
      ),
    ),
    item('services', 'cloud', l10n.t('Service'), valuesText(criteria.services.map(labelOf), formats)),
    item('targets', 'inbox', l10n.t('Destination'), valuesText(criteria.targets, formats)),
    item('created', 'calendar', l10n.t('Created'), criteria.created && createdText(criteria.created, formats)),
  ];
  return [
    {
      ...item('apply', isEmpty ? 'filter' : 'filter-filled', previewText(criteria, jobs, now(), formats), ''),
      description: isEmpty ? l10n.t('no filter') : l10n.t('press Enter to apply'),
    },
    // "failed" typed as text would find only what a failure message says.
    ...phasesNamed(criteria.text).map((phase) => {
      const ofState: FilterCriteria = { ...criteria, phases: [phase], text: '' };
      const label = l10n.t('State: {0}', phaseLabel(phase));
      return { ...item('apply', 'pulse', label, previewText(ofState, jobs, now(), formats)), criteria: ofState };
    }),
    { label: l10n.t('Conditions'), kind: QuickPickItemKind.Separator },
    ...conditions,
    ...(isEmpty
      ? []
      : [
          { label: '', kind: QuickPickItemKind.Separator },
          { ...item('apply', 'clear-all', l10n.t('Clear Filter'), ''), choice: 'clear' as const },
        ]),
  ];
}
