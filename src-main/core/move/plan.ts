import { defaultSettings, type Settings } from '../app/settings';
import { practiceId, type ClusterProfile } from '../connection/profile';
import type { ProfileId } from '../ground/ids';
import { lastNames } from '../ground/paths';
import type { HistoryRecord } from '../history/history';
import { areSameSteps, type Recipe } from '../recipe/recipe';
import type { ServiceNotes } from '../service/notes';
import { noNotes } from '../service/notes';
import type { Watch } from '../watch/watch';
import { fieldsOf, movableSettings, type MovedThings, type MovedWatch } from './moved';

/** The kinds of things that move, in the order in which they are told. */
export const moveKinds = ['connection', 'services', 'recipe', 'watch', 'settings', 'history'] as const;

/** A kind of thing that moves. */
export type MoveKind = (typeof moveKinds)[number];

/** One thing that can be taken or left. */
export interface MoveItem {
  /** Names it for `take`. */
  readonly key: string;
  readonly kind: MoveKind;
  /** What people call it; empty for the settings and the history. */
  readonly name: string;
  /** Tells it from others of its name: an address, or the names of a folder. */
  readonly detail?: string;
  /** Whether it is not here yet, here as it is, or here and different: then taking it replaces what is here. */
  readonly standing: 'new' | 'same' | 'different';
  /** Whether a folder is not on this computer. */
  readonly isFolderMissing?: true;
  /** Of the history: the runs that are not here yet, and the bytes of their results in the file. */
  readonly runs?: number;
  readonly resultBytes?: number;
}

/** What a file would change here. */
export interface MovePreview {
  /** Name of the file. */
  readonly file: string;
  /** When it was made; ISO 8601, UTC. */
  readonly madeAt: string;
  readonly items: readonly MoveItem[];
  /** Number of things in the file that can't be used. */
  readonly left: number;
}

/** What this computer has. */
export type ThingsHere = Omit<MovedThings, 'settings'> & { readonly settings: Settings };

/** The connection here for each one of the file that is here too: the same one, or one to the same cluster with the same sign-in. */
export function knownConnections(
  moved: readonly ClusterProfile[],
  here: readonly ClusterProfile[],
): ReadonlyMap<ProfileId, ProfileId> {
  const accessOf = ({ endpoint, signIn }: ClusterProfile) => JSON.stringify([endpoint, signIn]);
  const known = new Map<ProfileId, ProfileId>([[practiceId, practiceId]]);
  for (const one of moved) {
    const same = here.find(({ id }) => id === one.id) ?? here.find((other) => accessOf(other) === accessOf(one));
    if (same) known.set(one.id, same.id);
  }
  return known;
}

/** The same things with the connections that are here in place of those of the file. */
export function withConnectionsHere(moved: MovedThings, known: ReadonlyMap<ProfileId, ProfileId>): MovedThings {
  const hereOf = (id: ProfileId) => known.get(id) ?? id;
  const planned = ({ watch, ...rest }: MovedWatch): MovedWatch => {
    const { plan } = watch;
    return 'recipeId' in plan
      ? { watch, ...rest }
      : { watch: { ...watch, plan: { ...plan, profileId: hereOf(plan.profileId) } }, ...rest };
  };
  return {
    settings: moved.settings,
    profiles: moved.profiles.map((profile) => ({ ...profile, id: hereOf(profile.id) })),
    notes: moved.notes.map(({ profileId, notes }) => ({ profileId: hereOf(profileId), notes })),
    recipes: moved.recipes.map(({ steps, ...recipe }) => ({
      ...recipe,
      steps: steps.map((step) => ({ ...step, profileId: hereOf(step.profileId) })),
    })),
    watches: moved.watches.map(planned),
  };
}

/** A run of the history with the connection that is here. */
export function withConnectionHere({ entry }: HistoryRecord, known: ReadonlyMap<ProfileId, ProfileId>): HistoryRecord {
  return { entry: { ...entry, profileId: known.get(entry.profileId) ?? entry.profileId } };
}

/**
 * What taking each thing would mean.
 * @param moved with the connections that are here, see `withConnectionsHere`
 * @param missingFolders folders of watches that are not on this computer
 */
export function planMove(
  moved: MovedThings,
  here: ThingsHere,
  missingFolders: ReadonlySet<string>,
): readonly MoveItem[] {
  const settings = settingsItem(moved.settings, here.settings);
  return [
    ...moved.profiles.map((profile) => connectionItem(profile, here.profiles)),
    ...moved.notes.flatMap(({ profileId, notes }) => notesItem(profileId, notes, moved, here)),
    ...moved.recipes.map((recipe) => recipeItem(recipe, here.recipes)),
    ...moved.watches.map(({ watch }) => watchItem(watch, here.watches, missingFolders)),
    ...(settings ? [settings] : []),
  ];
}

function connectionItem(profile: ClusterProfile, here: readonly ClusterProfile[]): MoveItem {
  const own = here.find(({ id }) => id === profile.id);
  const standing = own ? standingOf(fieldsOf(own), fieldsOf(profile)) : 'new';
  return {
    key: `connection:${profile.id}`,
    kind: 'connection',
    name: profile.name,
    detail: profile.endpoint,
    standing,
  };
}

function notesItem(
  profileId: ProfileId,
  notes: ServiceNotes,
  moved: MovedThings,
  here: ThingsHere,
): readonly MoveItem[] {
  // What ran last is no reason to ask.
  const [kept, own] = [notes, here.notes.find((one) => one.profileId === profileId)?.notes ?? noNotes].map((some) => ({
    ...some,
    recent: [],
  }));
  if (isSame(kept, noNotes)) return [];
  const standing = isSame(own, noNotes) ? 'new' : standingOf(own, kept);
  const profile = [...here.profiles, ...moved.profiles].find(({ id }) => id === profileId);
  if (!profile && profileId !== practiceId) return [];
  return [{ key: `services:${profileId}`, kind: 'services', name: profile?.name ?? '', standing }];
}

function recipeItem(recipe: Recipe, here: readonly Recipe[]): MoveItem {
  const own = here.find(({ id }) => id === recipe.id);
  const isAgain = here.some(({ name, steps }) => name === recipe.name && areSameSteps(steps, recipe.steps));
  const isAsHere = own?.name === recipe.name && areSameSteps(own.steps, recipe.steps);
  const standing = isAsHere || (!own && isAgain) ? 'same' : own ? 'different' : 'new';
  return { key: `recipe:${recipe.id}`, kind: 'recipe', name: recipe.name, standing };
}

/** A watch that is here goes on as it is: what it has taken since is known here alone. */
function watchItem(
  { id, folder, plan }: Watch,
  here: readonly MovedWatch[],
  missingFolders: ReadonlySet<string>,
): MoveItem {
  const isHere = here.some(({ watch }) => watch.id === id);
  return {
    key: `watch:${id}`,
    kind: 'watch',
    name: 'recipeId' in plan ? plan.recipeName : (plan.serviceTitle ?? plan.serviceName),
    detail: lastNames(folder, 2).join('/'),
    standing: isHere ? 'same' : 'new',
    ...(!isHere && missingFolders.has(folder) && { isFolderMissing: true }),
  };
}

function settingsItem(moved: Partial<Settings>, here: Settings): MoveItem | undefined {
  if (Object.keys(moved).length === 0) return undefined;
  const own = movableSettings(here);
  const isUntouched = isSame(own, movableSettings(defaultSettings));
  const standing = standingOf(own, { ...own, ...moved });
  return {
    key: 'settings',
    kind: 'settings',
    name: '',
    standing: standing === 'different' && isUntouched ? 'new' : standing,
  };
}

function standingOf(own: unknown, moved: unknown): 'same' | 'different' {
  return isSame(own, moved) ? 'same' : 'different';
}

/** Whether two values are the same as JSON, in whatever order their keys are. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, part]) => [key, ordered(part)]);
}
