import { AppError, isAppError } from '../../core/ground/error';
import type { ConfiguredCluster, ImportOffer, OfferedCluster } from '../../core/connection/oscar-cli-config';
import type { ImportId } from '../../core/ground/ids';
import type { TextFiles } from '../../core/input/ports';
import { profileColours, type ClusterProfile, type SecretKeeping } from '../../core/connection/profile';
import type { ProfileService } from './profile-service';

/** What the import works with. */
export interface ImportServiceParts {
  readonly profiles: Pick<ProfileService, 'list' | 'add'>;
  readonly files: TextFiles;
  /** Path where oscar-cli keeps its configuration. */
  readonly usualPath: string;
  readonly newId: () => ImportId;
}

/** Brings the clusters of an oscar-cli configuration in. The file itself is only ever read. */
export class ImportService {
  /** What was read, with its secrets, until it is imported or left. */
  readonly #read = new Map<ImportId, readonly ConfiguredCluster[]>();

  constructor(private readonly parts: ImportServiceParts) {}

  /** Reads the configuration where oscar-cli keeps it; `undefined` where there is none. @throws as `open` */
  async openUsual(): Promise<ImportOffer | undefined> {
    try {
      return await this.open(this.parts.usualPath);
    } catch (error) {
      if (isAppError(error) && error.info.code === 'file-unreadable' && error.info.problem === 'gone') return undefined;
      throw error;
    }
  }

  /** Reads a configuration. @throws AppError `config-unreadable`, `file-unreadable` */
  async open(path: string): Promise<ImportOffer> {
    // The parser of YAML is large, and only loaded by who imports.
    const { longestConfig, readOscarCliConfig } = await import('../../core/connection/oscar-cli-config');
    const { name: fileName, text } = await this.parts.files.read(path, longestConfig);
    if (text === undefined) throw new AppError({ code: 'config-unreadable', file: fileName, problem: 'too-large' });
    const { clusters, skipped } = readOscarCliConfig(text.replace(/^\ufeff/, ''), fileName);
    const profiles = await this.parts.profiles.list();
    const id = this.parts.newId();
    this.#read.set(id, clusters);
    return {
      id,
      fileName,
      skipped,
      clusters: clusters.map((cluster) => offered(cluster, profiles)),
    };
  }

  /**
   * Adds the chosen clusters as connections. When one can't be added, those before it are, and a second try goes on there.
   * @param names of the clusters, as they were offered
   * @throws AppError `profile-gone` for an offer that was left, or as adding a connection does
   */
  async complete(id: ImportId, names: readonly string[], keeping: SecretKeeping): Promise<readonly ClusterProfile[]> {
    const clusters = this.#read.get(id);
    if (!clusters) throw new AppError({ code: 'profile-gone' });
    const added: ClusterProfile[] = [];
    let left = clusters;
    for (const cluster of clusters.filter(({ name }) => names.includes(name))) {
      added.push(await this.#add(cluster, keeping));
      left = left.filter((one) => one !== cluster);
      this.#read.set(id, left);
    }
    this.leave(id);
    return added;
  }

  /** Forgets what was read. */
  leave(id: ImportId): void {
    this.#read.delete(id);
  }

  async #add(cluster: ConfiguredCluster, keeping: SecretKeeping): Promise<ClusterProfile> {
    const taken = (await this.parts.profiles.list()).map(({ colour }) => colour);
    const fields = {
      name: cluster.name.trim().slice(0, 100) || new URL(cluster.endpoint).host,
      colour: profileColours.find((colour) => !taken.includes(colour)) ?? profileColours[0],
      endpoint: cluster.endpoint,
      // Choosing it, after it was shown as not encrypted, is the explicit choice.
      allowsPlainHttp: cluster.isPlainHttp,
      signIn: cluster.signIn,
      trust: { kind: 'system' },
    } as const;
    return this.parts.profiles.add(fields, cluster.secret, keeping);
  }
}

/** The cluster without its secret. */
function offered(cluster: ConfiguredCluster, profiles: readonly ClusterProfile[]): OfferedCluster {
  const { name, endpoint, isPlainHttp, skipsCertificateCheck, isDefault, signIn } = cluster;
  const isKnown = profiles.some((profile) => isSame(profile, cluster));
  return { name, endpoint, isPlainHttp, skipsCertificateCheck, isDefault, signIn, isKnown };
}

function isSame(profile: ClusterProfile, { endpoint, signIn }: ConfiguredCluster): boolean {
  return profile.endpoint === endpoint && JSON.stringify(profile.signIn) === JSON.stringify(signIn);
}
