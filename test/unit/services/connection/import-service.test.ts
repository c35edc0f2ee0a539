import { createHash } from 'node:crypto';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { DiskTextFiles } from '../../../../src-main/adapters/input/text-files';
import { AppError } from '../../../../src-main/core/ground/error';
import type { ClusterProfile, ProfileFields, SecretKeeping } from '../../../../src-main/core/connection/profile';
import { ImportService } from '../../../../src-main/services/connection/import-service';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const config = `oscar:
  lab:
    endpoint: https://oscar.example.org
    auth_user: oscar
    auth_password: s3cret
    ssl_verify: true
  open:
    endpoint: http://oscar.example.org:8080
    auth_user: oscar
    auth_password: other
  egi:
    endpoint: https://egi.example.org
    auth_user: nobody
default: lab
`;

/** Connections as the service that owns them keeps them. */
class Connections {
  readonly profiles: ClusterProfile[] = [];
  readonly secrets: (string | undefined)[] = [];
  fullAfter = Infinity;
  async list() {
    return this.profiles;
  }
  async add(fields: ProfileFields, secret: string | undefined, keeping: SecretKeeping) {
    if (this.profiles.length === this.fullAfter) throw new AppError({ code: 'disk-full', folder: '/' });
    const profile: ClusterProfile = { ...fields, id: fields.name, kind: 'cluster', keeping };
    this.profiles.push(profile);
    this.secrets.push(secret);
    return profile;
  }
}

describe('ImportService', () => {
  const folder = temporaryFolder();
  const path = () => join(folder(), 'config.yaml');
  let connections: Connections;
  let imports: ImportService;

  beforeEach(() => {
    connections = new Connections();
    imports = new ImportService({
      profiles: connections,
      files: new DiskTextFiles(),
      usualPath: path(),
      newId: () => 'import',
    });
  });

  it('finds the configuration where oscar-cli keeps it, and nothing where there is none', async () => {
    expect(await imports.openUsual()).toBeUndefined();
    await writeFile(path(), config);
    expect(await imports.openUsual()).toMatchObject({ fileName: 'config.yaml', clusters: [{}, {}] });
    await writeFile(path(), 'oscar: [');
    await expect(imports.openUsual()).rejects.toMatchObject({ info: { code: 'config-unreadable' } });
  });

  it('offers clusters without a secret, adds the chosen ones, and leaves the file as it is', async () => {
    await writeFile(path(), config);
    const fingerprint = async () =>
      createHash('sha256')
        .update(await readFile(path()))
        .digest('hex');
    const before = { hash: await fingerprint(), stats: await stat(path()) };

    const offer = await imports.open(path());
    expect(offer).toMatchObject({
      fileName: 'config.yaml',
      clusters: [
        { name: 'lab', isDefault: true, isKnown: false, skipsCertificateCheck: false },
        { name: 'open', isPlainHttp: true },
      ],
    });
    expect(JSON.stringify(offer)).not.toMatch(/s3cret|other/);

    const added = await imports.complete('import', ['lab', 'open', 'nonsense'], 'keychain');
    expect(added.map(({ name, colour }) => [name, colour])).toEqual([
      ['lab', 'green'],
      ['open', 'blue'],
    ]);
    expect(added[1]).toMatchObject({ endpoint: 'http://oscar.example.org:8080', allowsPlainHttp: true });
    expect(connections.secrets).toEqual(['s3cret', 'other']);
    expect(await fingerprint()).toBe(before.hash);
    expect((await stat(path())).mtimeMs).toBe(before.stats.mtimeMs);
    expect((await imports.open(path())).clusters.map(({ isKnown }) => isKnown)).toEqual([true, true]);
  });

  it('goes on where it stopped when a connection can’t be added', async () => {
    await writeFile(path(), config);
    await imports.open(path());
    connections.fullAfter = 1;
    const names = ['lab', 'open'];
    await expect(imports.complete('import', names, 'keychain')).rejects.toMatchObject({ info: { code: 'disk-full' } });
    connections.fullAfter = Infinity;
    await imports.complete('import', names, 'session');
    expect(connections.profiles.map(({ name, keeping }) => [name, keeping])).toEqual([
      ['lab', 'keychain'],
      ['open', 'session'],
    ]);
  });

  it('keeps no secret of an import that was left', async () => {
    await writeFile(path(), config);
    await imports.open(path());
    imports.leave('import');
    await expect(imports.complete('import', ['lab'], 'keychain')).rejects.toBeInstanceOf(AppError);
    expect(connections.profiles).toEqual([]);
  });

  it('says why a file can’t be read', async () => {
    await expect(imports.open(path())).rejects.toMatchObject({ info: { code: 'file-unreadable', problem: 'gone' } });
    await expect(imports.open(folder())).rejects.toMatchObject({ info: { problem: 'folder' } });
    await writeFile(path(), 'x'.repeat(600 * 1024));
    await expect(imports.open(path())).rejects.toMatchObject({
      info: { code: 'config-unreadable', problem: 'too-large' },
    });
    await chmod(path(), 0);
    // Root may read everything.
    if (process.getuid?.() !== 0) {
      await expect(imports.open(path())).rejects.toMatchObject({ info: { problem: 'denied' } });
    }
  });
});
