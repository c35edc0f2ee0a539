import type { ProfileId } from '../../core/ground/ids';
import { seesJobs, takesOwnIds, type JobAbility } from '../../core/job/ability';
import type { OscarClient } from '../../core/run/ports';
import type { ProfileService } from '../connection/profile-service';
import type { ClusterServices } from '../service/cluster-services';

/** What it takes to find out what a connection can do. */
export interface JobAbilityParts {
  readonly oscar: Pick<OscarClient, 'clusterFacts' | 'checkServiceToken'>;
  readonly profiles: Pick<ProfileService, 'find'>;
  readonly services: Pick<ClusterServices, 'openService' | 'asUser'>;
}

/**
 * What a connection can do with background jobs of a service.
 * @throws AppError of the connection or the sign-in
 */
export async function jobAbility(
  { profiles, services, oscar }: JobAbilityParts,
  profileId: ProfileId,
  serviceName: string,
  owner?: string,
): Promise<JobAbility> {
  const profile = await profiles.find(profileId);
  if (profile.kind === 'practice') return { kind: 'full' };
  const { host } = new URL(profile.endpoint);
  if (!seesJobs(profile)) {
    const { access } = await services.openService(profileId, serviceName, owner);
    // OSCAR has had this path since the version that lets a sender choose the id of a job.
    if (await oscar.checkServiceToken(access, serviceName)) return { kind: 'unseen' };
    return { kind: 'none', problem: { code: 'background-unsupported', host } };
  }
  const { version } = await services.asUser(profileId, (cluster, authorization) =>
    oscar.clusterFacts(cluster, authorization),
  );
  if (takesOwnIds(version)) return { kind: 'full' };
  return { kind: 'none', problem: { code: 'background-unsupported', host, version } };
}
