import type { CheckStep } from '../../src-main/core/connection/connection-check';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { ProfileFields } from '../../src-main/core/connection/profile';
import type { ProfileId } from '../../src-main/core/ground/ids';
import type { Oscar } from '../api';

/** The connection to check, as it is saved or still being typed. */
export interface CheckSubject {
  readonly fields: ProfileFields;
  /** As typed; without one the saved one is used. */
  readonly secret?: string | undefined;
  readonly id?: ProfileId | undefined;
}

/** A check of a connection, and its outcome. */
export class ConnectionCheckState {
  steps = $state.raw<readonly CheckStep[]>([]);
  error = $state.raw<ErrorInfo>();
  isChecking = $state(false);
  readonly hasProblem = $derived.by(() => this.steps.some(({ outcome }) => outcome === 'failed'));

  constructor(
    private readonly oscar: Oscar,
    private readonly subject: CheckSubject,
  ) {}

  get address(): string {
    return this.subject.fields.endpoint;
  }

  /** Starts the check again from its first step. */
  async start(): Promise<void> {
    if (this.isChecking) return;
    this.isChecking = true;
    this.error = undefined;
    this.steps = [];
    const stopFollowing = this.oscar.on('connectionCheckAdvanced', (steps) => {
      this.steps = steps;
    });
    const { fields, secret, id } = this.subject;
    const reply = await this.oscar.checkConnection(fields, secret, id);
    stopFollowing();
    this.isChecking = false;
    if (reply.ok) this.steps = reply.value;
    else this.error = reply.error;
  }
}
