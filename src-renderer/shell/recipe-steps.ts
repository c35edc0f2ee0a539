import type { Service } from '../../src-main/core/service/service';
import { serviceKey, type ServiceKey } from '../../src-main/core/service/service-key';
import type { Recipe, RecipeStep } from '../../src-main/core/recipe/recipe';
import { serviceWords } from '../i18n/service-words';
import { m } from '../i18n/locale.svelte';
import { sortedByTitle } from '../service/service-option';
import type { AppState } from './context';

/** What a step needs of the state of the window. */
type Known = Pick<AppState, 'cluster' | 'profiles' | 'serviceNotes'>;

/** A service that can become a step. */
export interface OfferedStep {
  readonly key: ServiceKey;
  readonly title: string;
  readonly step: RecipeStep;
}

/** The services of the open connection as steps, sorted by title. */
export function offeredSteps(app: Known): readonly OfferedStep[] {
  return sortedByTitle(app.cluster.services.flatMap((service) => offeredStep(app, service) ?? []));
}

/** A service of the open connection as a step. */
export function offeredStep({ cluster, serviceNotes }: Known, service: Service): OfferedStep | undefined {
  const { profile } = cluster;
  if (!profile) return undefined;
  const { title } = serviceWords(service, profile, serviceNotes.cardOf(service));
  const { name: serviceName, owner } = service;
  const step = { profileId: profile.id, serviceName, ...(owner !== undefined && { owner }), title };
  return { key: serviceKey(service), title, step };
}

/** The title of a step's service, with its connection if that is not the open one. */
export function stepTitle(app: Known, { profileId, serviceName, owner, title = serviceName }: RecipeStep): string {
  const { cluster, profiles } = app;
  if (profileId === cluster.profile?.id) {
    const service = cluster.find(serviceName, owner);
    return (service && offeredStep(app, service)?.title) ?? title;
  }
  if (profileId === 'practice') {
    return m().recipe.of(m().services.practice[serviceName]?.title ?? title, m().history.practice);
  }
  const connection = profiles.profiles.find(({ id }) => id === profileId)?.name;
  return connection === undefined ? title : m().recipe.of(title, connection);
}

/** The steps of a recipe in one line. */
export function stepsInWords(app: Known, { steps }: Recipe): string {
  return steps.map((step) => stepTitle(app, step)).join(' → ');
}
