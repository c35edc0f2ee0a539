import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { certificateSubject } from '../../../../src-main/adapters/connection/certificate-files';
import { FileServiceMemory } from '../../../../src-main/adapters/service/service-memory';
import { DiskTextFiles } from '../../../../src-main/adapters/input/text-files';
import { AppError } from '../../../../src-main/core/ground/error';
import { qrModules } from '../../../../src-main/adapters/connection/qr-code';
import {
  readConnectionFile,
  type ConnectionFile,
  type ConnectionFileChoice,
  type NamedServiceCard,
} from '../../../../src-main/core/connection/connection-file';
import type { ClusterProfile } from '../../../../src-main/core/connection/profile';
import { parseService, type Service } from '../../../../src-main/core/service/service';
import type { Recipe } from '../../../../src-main/core/recipe/recipe';
import { RecipeService } from '../../../../src-main/services/recipe/recipe-service';
import { ConnectionFileService } from '../../../../src-main/services/connection/connection-file-service';
import { ServiceList } from '../../../../src-main/services/service/service-list';
import { temporaryFolder } from '../../../fixtures/temp-dir';

/** The choice of an author who takes everything. */
function everythingOf({ services, recipes, limits }: ConnectionFile): ConnectionFileChoice {
  return { services, recipes: recipes.map(({ name }) => name), ...(limits && { limits }) };
}

const token = 'a'.repeat(64);
const profile: ClusterProfile = {
  id: 'one',
  kind: 'cluster',
  keeping: 'keychain',
  name: 'Plants: lab/field',
  colour: 'green',
  endpoint: 'https://oscar.example.org',
  allowsPlainHttp: false,
  signIn: { kind: 'password', user: 'ana' },
  trust: { kind: 'system' },
};
const service = (name: string, more: object = {}): Service => {
  const parsed = parseService({ name, owner: 'ana', token, input: [{ suffix: ['jpg'] }], ...more });
  if (!parsed) throw new Error('no service');
  return parsed.service;
};

describe('ServiceList and ConnectionFileService', () => {
  const folder = temporaryFolder();
  let cluster: { profile: ClusterProfile; services: readonly Service[] | AppError };
  let serviceList: ServiceList;
  let files: ConnectionFileService;
  let recipes: RecipeService;

  beforeEach(() => {
    cluster = { profile, services: [service('plants', { annotations: { title: 'Plants' } }), service('cow')] };
    const profiles = {
      async find(id: string) {
        if (id !== 'one') throw new AppError({ code: 'profile-gone' });
        return cluster.profile;
      },
    };
    const clusterServices = {
      async listServices() {
        if (cluster.services instanceof AppError) throw cluster.services;
        return cluster.services;
      },
    };
    const clock = { now: () => '2024-05-01T10:00:00.000Z' };
    const memory = new FileServiceMemory(join(folder(), 'services'));
    serviceList = new ServiceList({ profiles, clusterServices, memory, clock, log: { error: () => 'reference' } });
    let kept: readonly Recipe[] = [];
    const store = {
      list: async () => kept,
      replace: async (all: readonly Recipe[]) => {
        kept = all;
      },
    };
    recipes = new RecipeService({ store, newId: () => `recipe-${kept.length}` });
    files = new ConnectionFileService({
      profiles,
      serviceList,
      recipes,
      files: new DiskTextFiles(),
      subjectOf: certificateSubject,
      qrModules,
      newId: () => 'opened',
    });
  });

  it('remembers the list of a cluster for when it can’t be reached, and of no other cluster or account', async () => {
    expect(await serviceList.lastList('one')).toBeUndefined();
    const services = await serviceList.list('one');
    cluster.services = new AppError({ code: 'host-not-found', host: 'oscar.example.org' });
    await expect(serviceList.list('one')).rejects.toMatchObject({ info: { code: 'host-not-found' } });
    expect(await serviceList.lastList('one')).toEqual({ seenAt: '2024-05-01T10:00:00.000Z', services });
    cluster.profile = { ...profile, signIn: { kind: 'password', user: 'ben' } };
    expect(await serviceList.lastList('one')).toBeUndefined();
  });

  it('changes some of the notes and keeps the others; a connection that is gone has none', async () => {
    await serviceList.changeNotes('one', { favourites: ['ana/cow'] });
    await serviceList.changeNotes('one', { recent: ['ana/plants'] });
    expect(await serviceList.notes('one')).toMatchObject({ favourites: ['ana/cow'], recent: ['ana/plants'] });
    await expect(serviceList.changeNotes('two', {})).rejects.toMatchObject({ info: { code: 'profile-gone' } });
  });

  it('loses no change that comes beside another, and is done when all are on disk', async () => {
    const onDisk = () => new FileServiceMemory(join(folder(), 'services')).notes('one');
    await serviceList.changeNotes('one', { favourites: ['ana/plants'] });
    const later = new FileServiceMemory(join(folder(), 'services'));
    const fresh = new ServiceList({
      profiles: { find: async () => cluster.profile },
      clusterServices: { listServices: async () => [] },
      memory: later,
      clock: { now: () => '2024-05-01T10:00:00.000Z' },
      log: { error: () => 'reference' },
    });
    const changes = [
      fresh.changeNotes('one', { recent: ['ana/cow'] }),
      fresh.changeNotes('one', { edited: { 'ana/cow': { title: 'Cow' } } }),
    ];
    await fresh.allDone();
    const kept = { favourites: ['ana/plants'], recent: ['ana/cow'], edited: { 'ana/cow': { title: 'Cow' } } };
    expect(await onDisk()).toMatchObject(kept);
    await Promise.all(changes);
  });

  it('writes a connection file with the words the user sees, and reads it back', async () => {
    await serviceList.list('one');
    await serviceList.changeNotes('one', { edited: { 'ana/cow': { title: 'Cow', purpose: 'Says <b>moo</b>' } } });
    await serviceList.changeNotes('one', { edited: { 'ana/plants': { purpose: 'Names plants' } } });
    expect(await files.proposedName('one', '.oscar-connection')).toBe('Plants lab field.oscar-connection');
    const path = join(folder(), 'lab.oscar-connection');
    await files.write(path, await files.textOf('one', everythingOf(await files.draft('one'))));
    const opened = await files.open(path);
    expect(opened).toMatchObject({
      id: 'opened',
      fileName: 'lab.oscar-connection',
      name: 'Plants: lab/field',
      address: 'https://oscar.example.org',
      services: [
        { name: 'plants', title: 'Plants', purpose: 'Names plants', accepts: ['jpg'] },
        { name: 'cow', accepts: ['jpg'] },
      ],
    });
    await files.attach('opened', 'one');
    expect((await serviceList.notes('one')).given).toMatchObject({
      plants: { title: 'Plants', purpose: 'Names plants' },
    });
  });

  it('hands on the recipes of a connection, under names of their own', async () => {
    const step = (profileId: string, serviceName: string) => ({ profileId, serviceName });
    await serviceList.list('one');
    await recipes.save({ name: 'Evening', steps: [step('one', 'plants'), step('one', 'cow')] });
    await recipes.save({ name: 'Both', steps: [step('one', 'plants'), step('two', 'cow')] });
    await recipes.save({ name: 'See <b>this</b>', steps: [step('one', 'cow')] });
    const path = join(folder(), 'lab.oscar-connection');
    await files.write(path, await files.textOf('one', everythingOf(await files.draft('one'))));
    const opened = await files.open(path);
    expect(opened.recipes.map(({ name }) => name)).toEqual(['Evening']);
    await files.attach(opened.id, 'one');
    expect((await recipes.list()).at(-1)).toMatchObject({
      name: 'Evening (2)',
      steps: [{ profileId: 'one', serviceName: 'plants', title: 'Plants' }, { serviceName: 'cow' }],
    });
  });

  it('leaves out of a connection file what none may hold', async () => {
    await serviceList.list('one');
    await serviceList.changeNotes('one', { edited: { 'ana/cow': { title: 'Cow', purpose: 'Says <b>moo</b>' } } });
    const path = join(folder(), 'lab.oscar-connection');
    await files.write(path, await files.textOf('one', everythingOf(await files.draft('one'))));
    const { text = '' } = await new DiskTextFiles().read(path, 1e6);
    expect(readConnectionFile(text, 'x').services[1]).toEqual({ name: 'cow' });
    expect(text).not.toContain(token);
  });

  it('writes what its author chose, judged by the rules for those who open it', async () => {
    await serviceList.list('one');
    const [plants] = (await files.draft('one')).services;
    if (!plants) throw new Error('no service');
    const step = (serviceName: string) => ({ profileId: 'one', serviceName });
    await recipes.save({ name: 'Evening', steps: [step('plants'), step('cow')] });
    await recipes.save({ name: 'Morning', steps: [step('cow'), step('plants')] });
    const choice = { services: [{ ...plants, title: 'Leaves' }], limits: { waitSeconds: 600 } };
    const written = readConnectionFile(await files.textOf('one', { ...choice, recipes: ['Morning'] }), 'x');
    expect(written.recipes.map(({ name }) => name)).toEqual(['Morning']);
    expect(written).toMatchObject({ address: 'https://oscar.example.org', ...choice });
    expect(written.services).toHaveLength(1);
    const refused = (services: readonly NamedServiceCard[]) =>
      expect(files.textOf('one', { services: [...services], recipes: [] })).rejects;
    await refused([{ ...plants, purpose: 'Says <b>moo</b>' }]).toMatchObject({
      info: { code: 'connection-file-refused', problem: 'markup', field: 'services.0.purpose' },
    });
    const sample = { kind: 'text' as const, text: 'x'.repeat(4000) };
    await refused(Array.from({ length: 80 }, (_, index) => ({ name: `s${index}`, sample }))).toMatchObject({
      info: { problem: 'too-large' },
    });
  });

  it('opens what the system asked for in turn, and refuses what is too large', async () => {
    const large = join(folder(), 'large.oscar-connection');
    await writeFile(large, ' '.repeat(256 * 1024 + 1));
    files.announce(large);
    await expect(files.next()).rejects.toMatchObject({
      info: { code: 'connection-file-refused', problem: 'too-large' },
    });
    expect(await files.next()).toBeUndefined();
  });
});
