import * as l10n from '@vscode/l10n';
import type { Profile, Profiles } from '../../core/connections/profile';
import { environmentRegion, firstOf, readAwsFiles, type AwsFiles } from './awsFiles';
import { profileKind } from './profileKind';

/** Reads the profiles of the AWS files, `default` first and then by name, and the default chain's region. */
export async function readProfiles(): Promise<Profiles> {
  const files = await readAwsFiles();
  const chainRegion = firstOf(environmentRegion(), files.profile(undefined)?.get('region'));
  const [broken] = files.broken;
  return {
    profiles: profilesOf(files),
    ...(chainRegion === undefined ? {} : { chainRegion }),
    ...(broken === undefined ? {} : { problem: l10n.t('Cannot read {0}: {1}', broken.path, broken.problem ?? '') }),
  };
}

function profilesOf({ profiles }: AwsFiles): readonly Profile[] {
  return [...profiles.values()]
    .map((profile): Profile => {
      const region = firstOf(profile.get('region'));
      return { name: profile.name, kind: profileKind(profile), ...(region === undefined ? {} : { region }) };
    })
    .sort((a, b) => Number(b.name === defaultName) - Number(a.name === defaultName) || a.name.localeCompare(b.name));
}

const defaultName = 'default';
