import * as l10n from '@vscode/l10n';
import { QuickPickItemKind } from 'vscode';
import { connectionId, type ConnectionChoice } from '../../core/connections/connectionSettings';
import { listText } from '../../core/text/listText';
import { plain } from '../../core/text/plainText';
import { profileKindLabel, type Profile, type Profiles } from '../../core/connections/profile';
import { regions, regionTyped } from '../../core/connections/regions';
import type { ServiceDescription } from '../../core/jobs/serviceDescription';
import { pickStep, type StepItem, type StepResult } from '../pickStep';

/** A profile or the default credential chain, with its region if it has one. */
interface Origin {
  readonly profile?: string;
  readonly region?: string;
}

const title = l10n.t('Add Connection');
const totalSteps = 2;

/**
 * Asks for a profile, then for a region. Returns `undefined` if the user cancels. Rejects if `read` does.
 * @param read reads the current profiles
 * @param isKnown whether a connection with this id already exists
 */
export async function askForConnection(
  read: () => Promise<Profiles>,
  services: readonly ServiceDescription[],
  isKnown: (id: string) => boolean,
): Promise<ConnectionChoice | undefined> {
  let before: Origin | undefined;
  for (;;) {
    const origin = await askForOrigin(read(), before);
    if (origin.kind !== 'picked') {
      return undefined;
    }
    before = origin.value;
    const { profile } = origin.value;
    const choiceOf = (region: string): ConnectionChoice => ({ region, ...(profile === undefined ? {} : { profile }) });
    const region = await askForRegion(origin.value, services, (code) => isKnown(connectionId(choiceOf(code))));
    if (region.kind !== 'back') {
      return region.kind === 'picked' ? choiceOf(region.value) : undefined;
    }
  }
}

/**
 * Asks for the profile of a connection in a region. Returns `undefined` if the user cancels. Rejects if `read` does.
 * @param read reads the current profiles, and which one the user will probably select
 */
export async function askForProfile(
  region: string,
  read: () => Promise<{ readonly profiles: Profiles; readonly likely: string | undefined }>,
): Promise<ConnectionChoice | undefined> {
  const { profiles, likely } = await read();
  const before = likely === undefined ? undefined : { profile: likely };
  const steps = { title: l10n.t('Add Connection: {0}', region), totalSteps: 1 };
  const origin = await askForOrigin(Promise.resolve(profiles), before, steps);
  if (origin.kind !== 'picked') {
    return undefined;
  }
  const { profile } = origin.value;
  return { region, ...(profile === undefined ? {} : { profile }) };
}

function askForOrigin(
  reading: Promise<Profiles>,
  before: Origin | undefined,
  steps: { readonly title: string; readonly totalSteps: number } = { title, totalSteps },
): Promise<StepResult<Origin>> {
  return pickStep({
    ...steps,
    step: 1,
    items: reading.then(originItems),
    placeholder: (items) =>
      items.some(({ value }) => value?.profile !== undefined)
        ? l10n.t('Select an AWS profile')
        : l10n.t('No profile was found in the AWS config and credentials files'),
    isActive: ({ profile }) => before !== undefined && profile === before.profile,
  });
}

function originItems({ profiles, chainRegion, problem }: Profiles): readonly StepItem<Origin>[] {
  const chain: StepItem<Origin> = {
    label: l10n.t('Default credential chain'),
    description: [l10n.t('environment, default profile, container or instance'), chainRegion]
      .filter(Boolean)
      .join(' · '),
    value: chainRegion === undefined ? {} : { region: chainRegion },
  };
  // Items without a value cannot be picked.
  const broken = problem === undefined ? [] : [{ label: l10n.t('File cannot be read'), detail: plain(problem) }];
  return profiles.length === 0
    ? [...broken, chain, ...(problem === undefined ? [noProfile()] : [])]
    : [
        ...broken,
        separator(l10n.t('Profiles of the AWS files')),
        ...profiles.map(profileItem),
        separator(l10n.t('Without a profile')),
        chain,
      ];
}

/** Says how to get a profile. It comes last and has no value, so that Enter still picks the chain. */
function noProfile(): StepItem<Origin> {
  return {
    label: l10n.t('No profile yet?'),
    detail: l10n.t('Run “aws configure sso” or “aws configure” in a terminal, then add the connection'),
    alwaysShow: true,
  };
}

function profileItem({ name, kind, region }: Profile): StepItem<Origin> {
  return {
    label: name,
    description: [profileKindLabel[kind], region].filter(Boolean).join(' · '),
    value: { profile: name, ...(region === undefined ? {} : { region }) },
  };
}

function askForRegion(
  { profile, region: own }: Origin,
  services: readonly ServiceDescription[],
  isKnown: (code: string) => boolean,
): Promise<StepResult<string>> {
  const item = (code: string, ...notes: readonly string[]): StepItem<string> => {
    const known = regions.find((region) => region.code === code);
    const available = services.filter((service) => service.isAvailableIn(code) && service.isUnsupported !== true);
    const facts = [
      ...(known === undefined ? [] : [code, listText(available.map(({ shortLabel }) => shortLabel))]),
      ...notes,
      ...(isKnown(code) ? [l10n.t('already added')] : []),
    ];
    return { label: known?.name ?? code, description: facts.join(' · '), value: code };
  };
  const others = regions.filter(({ code }) => code !== own).map(({ code }) => item(code));
  const whose = profile === undefined ? l10n.t('Default region') : l10n.t('Region of the profile');
  return pickStep({
    title:
      profile === undefined
        ? l10n.t('Add Connection: Default Credential Chain')
        : l10n.t('Add Connection: {0}', plain(profile)),
    step: 2,
    totalSteps,
    items: Promise.resolve(
      own === undefined ? others : [separator(whose), item(own), separator(l10n.t('Other regions')), ...others],
    ),
    placeholder: () => l10n.t('Select or type a region (eu-west-1)'),
    typed: (text) => {
      const code = regionTyped(text);
      if (code === undefined) {
        const isFiltering = text.trim() === '' || isFoundIn(others, text);
        return isFiltering ? undefined : { label: l10n.t('Not a region code. Example: eu-west-1'), alwaysShow: true };
      }
      const isListed = code === own || regions.some((region) => region.code === code);
      return isListed ? undefined : { label: l10n.t('Use “{0}”', code), alwaysShow: true, value: code };
    },
  });
}

/** Whether any item matches the filter text. */
function isFoundIn(items: readonly StepItem<unknown>[], text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return items.some(({ label, description = '' }) => `${label} ${description}`.toLowerCase().includes(wanted));
}

function separator(label: string): StepItem<never> {
  return { label, kind: QuickPickItemKind.Separator };
}
