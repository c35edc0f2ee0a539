import type { PresentedCertificate } from '../../core/connection/certificate';
import {
  checkStepIds,
  type CheckFinding,
  type CheckStep,
  type CheckStepId,
  type NotChecked,
} from '../../core/connection/connection-check';
import { readEndpoint } from '../../core/connection/endpoint';
import { AppError, isAppError } from '../../core/ground/error';
import type { ClusterAddress, NetworkProbe } from '../../core/connection/ports';
import type { ClusterFacts, OscarClient } from '../../core/run/ports';
import type { Clock } from '../../core/ground/ports';
import type { ProfileFields, Trust } from '../../core/connection/profile';
import type { ProfileId } from '../../core/ground/ids';
import { withAccessToken } from '../../core/service/service';
import { checkedFields } from '../../core/connection/profile-rules';
import type { Credential, CredentialService } from './credential-service';

/** What a check works with. */
export interface ConnectionCheckParts {
  readonly client: OscarClient;
  readonly probe: NetworkProbe;
  readonly credentials: Pick<CredentialService, 'credentialOf'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Told of the steps so far after each one; of the newest check alone. */
  readonly onAdvance: (steps: readonly CheckStep[]) => void;
}

type Answer = { readonly finding: CheckFinding } | { readonly reason: NotChecked };

/** Goes the way to a cluster step by step, so that a user and an administrator see where it ends. It never runs a service. */
export class ConnectionCheck {
  #newest: CheckRun | undefined;

  constructor(private readonly parts: ConnectionCheckParts) {}

  /**
   * Checks a connection as it is typed or saved. What fails is the outcome of a step, never thrown.
   * @param secret as typed; without one the secret of the saved profile is used, if it was given for the same cluster
   */
  async check(
    fields: ProfileFields,
    secret: string | undefined,
    profileId: ProfileId | undefined,
  ): Promise<CheckStep[]> {
    const steps: CheckStep[] = [];
    const run = new CheckRun(this.parts, fields, secret, profileId);
    this.#newest = run;
    for (const id of checkStepIds) {
      const hasFailed = steps.some(({ outcome }) => outcome === 'failed');
      steps.push(hasFailed ? { id, outcome: 'not-checked', reason: 'earlier-step' } : await outcomeOf(id, run));
      if (this.#newest === run) this.parts.onAdvance([...steps]);
    }
    return steps;
  }

  /** The certificate a cluster shows, trusted or not. @throws AppError `endpoint-invalid`, or of the connection */
  async showCertificate(address: string, trust: Trust): Promise<PresentedCertificate> {
    const reading = readEndpoint(address);
    if (!reading.ok) throw new AppError({ code: 'endpoint-invalid', address });
    return this.parts.probe.certificate({ endpoint: reading.endpoint, trust });
  }
}

/** One check under way, with what the steps behind it found out. */
class CheckRun {
  #cluster: ClusterAddress = { endpoint: '', trust: { kind: 'system' } };
  #proxy: string | undefined;
  #credential: Credential | undefined;
  #facts: ClusterFacts | undefined;
  #isTokenKnown = false;
  #count = 0;
  #runnableCount = 0;

  constructor(
    private readonly parts: ConnectionCheckParts,
    private readonly fields: ProfileFields,
    private readonly secret: string | undefined,
    private readonly profileId: ProfileId | undefined,
  ) {}

  async step(id: CheckStepId): Promise<Answer> {
    const { client, probe, credentials } = this.parts;
    const cluster = this.#cluster;
    switch (id) {
      case 'address': {
        const { endpoint, trust } = checkedFields(this.fields);
        this.#cluster = { endpoint, trust };
        return { finding: { kind: 'address', endpoint } };
      }
      case 'name':
        this.#proxy = await probe.proxyFor(cluster);
        if (this.#proxy !== undefined) return { reason: 'through-proxy' };
        return { finding: { kind: 'name', addresses: await probe.addresses(cluster) } };
      case 'connection': {
        await probe.connect(cluster);
        const { host } = new URL(cluster.endpoint);
        return { finding: { kind: 'connection', host, ...(this.#proxy !== undefined && { proxy: this.#proxy }) } };
      }
      case 'certificate':
        return this.#certificate();
      case 'oscar':
        await client.checkHealth(cluster);
        this.#credential = await credentials
          .credentialOf(this.fields, this.secret, this.profileId)
          .catch(ignoreFailure);
        this.#facts = await this.#askForFacts().catch(ignoreFailure);
        return { finding: { kind: 'oscar', ...(this.#facts?.version && { version: this.#facts.version }) } };
      case 'sign-in':
        return this.#signIn();
      case 'services':
        return this.#services();
      case 'runnable':
        return this.#runnable();
    }
  }

  async #certificate(): Promise<Answer> {
    if (!this.#cluster.endpoint.startsWith('https:')) return { reason: 'not-encrypted' };
    const { host, certificate, problem } = await this.parts.probe.certificate(this.#cluster);
    if (problem) throw new AppError({ code: 'tls-untrusted', host, problem });
    const hasExpired = certificate.validUntil < this.parts.clock.now();
    return { finding: { kind: 'certificate', certificate, hasExpired } };
  }

  async #signIn(): Promise<Answer> {
    const credential = await this.parts.credentials.credentialOf(this.fields, this.secret, this.profileId);
    if (credential.kind === 'account') {
      this.#facts = await this.parts.client.clusterFacts(this.#cluster, credential.authorization);
      return { finding: { kind: 'sign-in' } };
    }
    if (credential.kind === 'after-saving') return { reason: 'after-saving' };
    const { serviceName, token } = credential;
    this.#isTokenKnown = await this.parts.client.checkServiceToken({ ...this.#cluster, token }, serviceName);
    return this.#isTokenKnown ? { finding: { kind: 'sign-in' } } : { reason: 'older-cluster' };
  }

  async #services(): Promise<Answer> {
    if (this.#credential?.kind === 'after-saving') return { reason: 'after-saving' };
    if (this.#credential?.kind !== 'account') return { reason: 'service-token' };
    const listed = await this.parts.client.listServices(this.#cluster, this.#credential.authorization, neverAborted());
    this.#count = listed.length;
    const runnable = this.fields.signIn.kind === 'password' ? listed : listed.map(withAccessToken);
    this.#runnableCount = runnable.filter(({ service }) => !service.obstacle).length;
    return { finding: { kind: 'services', count: listed.length } };
  }

  async #runnable(): Promise<Answer> {
    const { host } = new URL(this.#cluster.endpoint);
    if (this.#credential?.kind === 'after-saving') return { reason: 'after-saving' };
    if (this.#credential?.kind === 'service-token') {
      if (!this.#isTokenKnown) return { reason: 'older-cluster' };
      return { finding: { kind: 'runnable-service', service: this.#credential.serviceName } };
    }
    if (this.#facts?.runsOnDemand === false) throw new AppError({ code: 'nothing-to-run', host, cause: 'cluster' });
    if (this.#count === 0) return { reason: 'no-services' };
    if (this.#runnableCount === 0) throw new AppError({ code: 'nothing-to-run', host, cause: 'services' });
    return { finding: { kind: 'runnable', count: this.#runnableCount } };
  }

  async #askForFacts(): Promise<ClusterFacts | undefined> {
    if (this.#credential?.kind !== 'account') return undefined;
    return this.parts.client.clusterFacts(this.#cluster, this.#credential.authorization);
  }
}

async function outcomeOf(id: CheckStepId, run: CheckRun): Promise<CheckStep> {
  try {
    const answer = await run.step(id);
    return 'finding' in answer ? { id, outcome: 'passed', ...answer } : { id, outcome: 'not-checked', ...answer };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { id, outcome: 'failed', error: error.info };
  }
}

// A failure here is reported by the step that checks the same thing.
function ignoreFailure(error: unknown): undefined {
  if (!isAppError(error)) throw error;
}

function neverAborted(): AbortSignal {
  return new AbortController().signal;
}
