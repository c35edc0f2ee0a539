import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { InvocationId } from '../../src-main/core/ground/ids';
import type { InputFile } from '../../src-main/core/run/invocation';
import type { Oscar } from '../api';

/** The result that is to become the input of another service. */
export class ResultUse {
  /** Whose result it is, while the user is asked for the service. */
  asked = $state.raw<InvocationId>();
  error = $state.raw<ErrorInfo>();

  readonly #oscar: Oscar;

  constructor(oscar: Oscar) {
    this.#oscar = oscar;
  }

  ask(id: InvocationId): void {
    this.error = undefined;
    this.asked = id;
  }

  close(): void {
    this.asked = undefined;
  }

  /** Makes an input of the result. @returns `undefined` if this fails, or if the question was closed meanwhile */
  async take(): Promise<InputFile | undefined> {
    const { asked } = this;
    if (asked === undefined) return undefined;
    const reply = await this.#oscar.useResult(asked);
    if (this.asked !== asked) return undefined;
    this.error = reply.ok ? undefined : reply.error;
    if (!reply.ok) return undefined;
    this.close();
    return reply.value;
  }
}
