import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/ground/error';
import type { ServiceMemory } from '../../core/service/ports';
import type { ProfileId } from '../../core/ground/ids';
import {
  listedServicesSchema,
  noNotes,
  serviceNotesSchema,
  type ListedServices,
  type ServiceNotes,
} from '../../core/service/notes';
import { JsonFile } from '../documents/json-file';

/** What is remembered of services, in a folder a connection: notes, and the list as it was last seen. No tokens. */
export class FileServiceMemory implements ServiceMemory {
  readonly #notes = new Map<ProfileId, ServiceNotes>();

  /** @param folder such as `<user data>/services`; made when it is needed */
  constructor(private readonly folder: string) {}

  async notes(id: ProfileId): Promise<ServiceNotes> {
    const known = this.#notes.get(id) ?? (await this.#notesFile(id).read()) ?? noNotes;
    this.#notes.set(id, known);
    return known;
  }

  async keepNotes(id: ProfileId, notes: ServiceNotes): Promise<void> {
    await this.#prepare(id);
    await this.#notesFile(id).write(notes);
    this.#notes.set(id, notes);
  }

  async lastList(id: ProfileId): Promise<ListedServices | undefined> {
    return this.#listFile(id).read();
  }

  async keepList(id: ProfileId, list: ListedServices): Promise<void> {
    await this.#prepare(id);
    await this.#listFile(id).write({ ...list, services: [...list.services] });
  }

  async forget(id: ProfileId): Promise<void> {
    this.#notes.delete(id);
    await rm(this.#folderOf(id), { recursive: true, force: true });
  }

  async #prepare(id: ProfileId): Promise<void> {
    await mkdir(this.#folderOf(id), { recursive: true });
  }

  #notesFile(id: ProfileId): JsonFile<ServiceNotes> {
    return new JsonFile(join(this.#folderOf(id), 'notes.json'), 1, serviceNotesSchema);
  }

  #listFile(id: ProfileId) {
    return new JsonFile(join(this.#folderOf(id), 'list.json'), 1, listedServicesSchema);
  }

  #folderOf(id: ProfileId): string {
    if (!/^[\w-]{1,100}$/.test(id)) throw new AppError({ code: 'profile-gone' });
    return join(this.folder, id);
  }
}
