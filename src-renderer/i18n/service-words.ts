import type { Profile, Service } from '../../src-main/contract/api';
import type { ServiceWords } from './messages';
import { m } from './locale.svelte';

/** How a service is called: in friendly words where the app knows it, by its own name elsewhere. */
export function serviceWords(service: Service, profile: Profile | undefined): ServiceWords {
  const known = profile?.kind === 'practice' ? m().services.practice[service.name] : undefined;
  return known ?? { title: service.name, purpose: m().services.noPurpose };
}
