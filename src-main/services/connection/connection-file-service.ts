import {
  largestConnectionFile,
  mostServices,
  readConnectionFile,
  writeConnectionFile,
  type ConnectionFile,
  type ConnectionFileChoice,
  type NamedServiceCard,
  type OpenedConnectionFile,
} from '../../core/connection/connection-file';
import { handOutPage, type HandOut, type QrModules } from '../../core/connection/hand-out';
import { type OpenedFileId } from '../../core/ground/ids';
import { readEndpoint } from '../../core/connection/endpoint';
import { AppError } from '../../core/ground/error';
import type { TextFiles } from '../../core/input/ports';
import type { ProfileId } from '../../core/ground/ids';
import type { Trust } from '../../core/connection/profile';
import type { Service } from '../../core/service/service';
import { serviceKey } from '../../core/service/service-key';
import { allPresets, mostPresets, sharable } from '../../core/service/preset';
import { formOf } from '../../core/service/card';
import { mostSharedRecipes, receivedRecipe, sharedRecipe, type SharedRecipe } from '../../core/recipe/shared';
import type { RecipeService } from '../recipe/recipe-service';
import type { ServiceNotes } from '../../core/service/notes';
import type { ProfileService } from './profile-service';
import type { ServiceList } from '../service/service-list';

/** What the service works with. */
export interface ConnectionFileServiceParts {
  readonly profiles: Pick<ProfileService, 'find'>;
  readonly serviceList: Pick<ServiceList, 'lastList' | 'notes' | 'takeCards'>;
  readonly recipes: Pick<RecipeService, 'list' | 'save'>;
  readonly files: TextFiles;
  /** Whom the first of some certificates, PEM, names; `undefined` where they can't be read. */
  readonly subjectOf: (certificates: string) => string | undefined;
  readonly qrModules: (text: string) => QrModules;
  readonly newId: () => OpenedFileId;
}

/** Reads and writes connection files. */
export class ConnectionFileService {
  readonly #opened = new Map<OpenedFileId, ConnectionFile>();
  readonly #waiting: string[] = [];

  constructor(private readonly parts: ConnectionFileServiceParts) {}

  /** Remembers a file that the system asked to open, until the window asks for it. */
  announce(path: string): void {
    this.#waiting.push(path);
  }

  /** The next file that the system asked to open, read; `undefined` when there is none. @throws as `open` */
  async next(): Promise<OpenedConnectionFile | undefined> {
    const path = this.#waiting.shift();
    return path === undefined ? undefined : this.open(path);
  }

  /** Reads a connection file. @throws AppError `connection-file-refused`, `file-unreadable` */
  async open(path: string): Promise<OpenedConnectionFile> {
    const { name: fileName, text } = await this.parts.files.read(path, largestConnectionFile);
    if (text === undefined)
      throw new AppError({ code: 'connection-file-refused', file: fileName, problem: 'too-large' });
    const file = readConnectionFile(text, fileName);
    const trust = this.#trustOf(file, fileName);
    const reading = readEndpoint(file.address);
    const id = this.parts.newId();
    this.#opened.set(id, file);
    return { ...file, ...trust, id, fileName, isPlainHttp: reading.ok && reading.isPlainHttp };
  }

  #trustOf({ certificateAuthority: certificates }: ConnectionFile, file: string): { readonly trust?: Trust } {
    if (certificates === undefined) return {};
    const subject = this.parts.subjectOf(certificates);
    if (subject !== undefined) return { trust: { kind: 'certificate-authority', subject, certificates } };
    const field = 'certificateAuthority';
    throw new AppError({ code: 'connection-file-refused', file, problem: 'content', field });
  }

  /** Keeps what an opened file tells of services, and its recipes, with the connection that was made of it. @throws AppError `recipes-full` */
  async attach(id: OpenedFileId, profileId: ProfileId): Promise<void> {
    const file = this.#opened.get(id);
    if (!file) return;
    await this.parts.serviceList.takeCards(profileId, file);
    this.#opened.delete(id);
    const titles = new Map(file.services.flatMap(({ name, title }) => (title === undefined ? [] : [[name, title]])));
    for (const recipe of file.recipes) await this.parts.recipes.save(receivedRecipe(recipe, profileId, titles));
  }

  /** The name proposed for a file about a connection. @throws AppError `profile-gone` */
  async proposedName(profileId: ProfileId, ending: string): Promise<string> {
    const { name } = await this.parts.profiles.find(profileId);
    return `${name.replace(/[\s\p{Cc}\\/:*?"<>|]+/gu, ' ').trim() || 'connection'}${ending}`;
  }

  /** What a file of a connection holds: all of it but the secret. @throws AppError `profile-gone` */
  async draft(profileId: ProfileId): Promise<ConnectionFile> {
    const profile = await this.parts.profiles.find(profileId);
    const { name, endpoint } = profile;
    const { trust, limits, signIn } = profile.kind === 'cluster' ? profile : {};
    const notes = await this.parts.serviceList.notes(profileId);
    const services = (await this.parts.serviceList.lastList(profileId))?.services ?? [];
    return {
      name,
      address: endpoint,
      services: cardsOf(services, notes),
      recipes: await this.#recipesOf(profileId),
      ...(trust?.kind === 'certificate-authority' && { certificateAuthority: trust.certificates }),
      ...(signIn?.kind === 'institute' && { signIn: signIn.institute }),
      ...(limits && { limits }),
    };
  }

  /**
   * The text of a connection file as its author chose it. It is read once more by the rules for those who will open it.
   * @throws AppError `profile-gone`, `connection-file-refused`
   */
  async textOf(profileId: ProfileId, { services, recipes: chosen, limits }: ConnectionFileChoice): Promise<string> {
    const { name, address, certificateAuthority, signIn, recipes } = await this.draft(profileId);
    const text = writeConnectionFile({
      name,
      address,
      services,
      recipes: recipes.filter((recipe) => chosen.includes(recipe.name)),
      ...(certificateAuthority !== undefined && { certificateAuthority }),
      ...(signIn && { signIn }),
      ...(limits && { limits }),
    });
    if (text.length > largestConnectionFile)
      throw new AppError({ code: 'connection-file-refused', file: name, problem: 'too-large' });
    readConnectionFile(text, name);
    return text;
  }

  /** A page for pupils, with the address of the connection. @throws AppError `profile-gone`, `connection-file-refused` */
  async handOutPage(profileId: ProfileId, handOut: HandOut): Promise<string> {
    const { endpoint } = await this.parts.profiles.find(profileId);
    return handOutPage(handOut, endpoint, this.parts.qrModules(endpoint));
  }

  /** Writes a file, whole or not at all. @throws AppError of writing a file */
  async write(path: string, content: string | Uint8Array): Promise<void> {
    await this.parts.files.write(path, content);
  }

  /** The recipes that use this connection alone, as far as a connection file may hold them. */
  async #recipesOf(profileId: ProfileId): Promise<readonly SharedRecipe[]> {
    const recipes = (await this.parts.recipes.list()).flatMap((recipe) => sharedRecipe(recipe, profileId) ?? []);
    return recipes.filter((recipe) => isWritable({ recipes: [recipe] })).slice(0, mostSharedRecipes);
  }
}

/** The services with the words that the user sees, as far as a connection file may hold them. */
function cardsOf(services: readonly Service[], { edited, given, presets }: ServiceNotes): NamedServiceCard[] {
  const listed = services.map((service): NamedServiceCard => {
    const shared = allPresets(presets[serviceKey(service)], given[service.name]?.presets)
      .flatMap((preset) => sharable(preset, formOf(given[service.name] ?? {})).preset ?? [])
      .slice(0, mostPresets);
    const accepts = service.acceptedSuffixes.filter((suffix) => /^[a-z0-9][a-z0-9.+-]{0,19}$/.test(suffix));
    return {
      name: service.name,
      ...(accepts.length > 0 && { accepts: accepts.slice(0, 50) }),
      ...service.words,
      ...given[service.name],
      ...edited[serviceKey(service)],
      ...(shared.length > 0 && { presets: shared }),
    };
  });
  const unlisted = Object.entries(given).filter(([name]) => !services.some((service) => service.name === name));
  const cards = [...listed, ...unlisted.map(([name, card]) => ({ name, ...card }))];
  return cards.slice(0, mostServices).map(({ presets: shared = [], ...card }) => {
    const writable = isWritable({ services: [card] }) ? card : { name: card.name };
    const kept = shared.filter((preset) => isWritable({ services: [{ name: card.name, presets: [preset] }] }));
    return { ...writable, ...(kept.length > 0 && { presets: kept }) };
  });
}

/** A word of the user's own may look like what a connection file must not hold. */
function isWritable(part: Partial<Pick<ConnectionFile, 'services' | 'recipes'>>): boolean {
  const file = { name: 'x', address: 'https://x.example', services: [], recipes: [], ...part };
  try {
    readConnectionFile(writeConnectionFile(file), '');
    return true;
  } catch {
    return false;
  }
}
