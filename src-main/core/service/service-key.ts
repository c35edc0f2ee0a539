import type { Service } from './service';

/** Tells the services of one cluster apart, also two of the same name. */
export type ServiceKey = string;

/** The key of a service. */
export function serviceKey({ owner, name }: Pick<Service, 'owner' | 'name'>): ServiceKey {
  return `${owner ?? ''}/${name}`;
}
