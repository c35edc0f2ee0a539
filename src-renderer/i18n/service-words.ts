import type { Profile } from '../../src-main/core/connection/profile';
import type { Service } from '../../src-main/core/service/service';
import type { ServiceCard } from '../../src-main/core/service/card';
import type { ServiceWords } from './messages';
import { m } from './locale.svelte';

/** How a service is called: as its card says, in friendly words where the app knows it, by its own name elsewhere. */
export function serviceWords(service: Service, profile: Profile | undefined, card: ServiceCard): ServiceWords {
  const known = profile?.kind === 'practice' ? m().services.practice[service.name] : undefined;
  return {
    title: card.title ?? known?.title ?? service.name,
    purpose: card.purpose ?? known?.purpose ?? '',
  };
}
