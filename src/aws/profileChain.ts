import { readSections, profileKind, type Section } from './profiles';
import type { ProfileKind } from '../core/profile';

/** A profile on the way to credentials. */
export interface Link {
  readonly name: string;
  readonly section: Section;
  readonly kind: ProfileKind;
}

/** What the AWS files say of where a connection's credentials come from. */
export interface ProfileChain {
  /** The profile and, while one assumes a role with another's credentials, that other. None where the first is missing. */
  readonly links: readonly Link[];
  /** A profile that is asked for and not there. */
  readonly missing?: string;
  readonly sections: ReadonlyMap<string, Section>;
}

/** The files as they are now. @param profile without one, what the default credentials chain looks for in the files */
export async function readChain(profile: string | undefined): Promise<ProfileChain> {
  const sections = await readSections();
  const links: Link[] = [];
  let name = profile ?? chainProfile();
  for (;;) {
    const section = sections.get(name);
    if (section === undefined) {
      return { links, sections, missing: name };
    }
    const kind = profileKind(section);
    links.push({ name, section, kind });
    const { source_profile: next } = section;
    // One that names itself is the source of its own keys.
    if (kind !== 'assumeRole' || next === undefined || links.some((link) => link.name === next)) {
      return { links, sections };
    }
    name = next;
  }
}

/** The profile that the default credentials chain uses. */
export function chainProfile(): string {
  const { AWS_PROFILE = '' } = process.env;
  return AWS_PROFILE === '' ? 'default' : AWS_PROFILE;
}

/** Whether the default credentials chain takes the keys of the environment, before any profile. */
export function hasEnvironmentKeys(): boolean {
  const { AWS_PROFILE = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = process.env;
  return AWS_PROFILE === '' && AWS_ACCESS_KEY_ID !== '' && AWS_SECRET_ACCESS_KEY !== '';
}
