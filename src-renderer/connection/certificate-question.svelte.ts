import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { PresentedCertificate } from '../../src-main/core/connection/certificate';
import type { Trust } from '../../src-main/core/connection/profile';
import type { Oscar } from '../api';

/** The connection that the certificate belongs to, and what is done with the user's choice. */
export interface CertificateSubject {
  readonly address: string;
  readonly trust: Trust;
  /** Keeps the choice. @returns why it could not be kept */
  readonly ontrust: (trust: Trust) => Promise<ErrorInfo | undefined>;
}

/** The certificate of a cluster, and the question whether to trust it. */
export class CertificateQuestion {
  shown = $state.raw<PresentedCertificate>();
  error = $state.raw<ErrorInfo>();
  isLoading = $state(true);

  constructor(
    private readonly oscar: Oscar,
    readonly subject: CertificateSubject,
  ) {}

  /** Asks the cluster for its certificate. */
  async load(): Promise<void> {
    const reply = await this.oscar.showCertificate(this.subject.address, this.subject.trust);
    this.isLoading = false;
    if (reply.ok) this.shown = reply.value;
    else this.error = reply.error;
  }

  /** Lets the user choose the file of an authority, and trusts that. */
  async addAuthority(): Promise<void> {
    this.error = undefined;
    const reply = await this.oscar.chooseCertificateFile();
    if (!reply.ok) this.error = reply.error;
    else if (reply.value) this.error = await this.subject.ontrust({ kind: 'certificate-authority', ...reply.value });
  }

  /** Trusts the certificate that is shown, and no other. */
  async pin(): Promise<void> {
    if (!this.shown) return;
    this.error = await this.subject.ontrust({ kind: 'pinned', sha256: this.shown.certificate.sha256 });
  }
}
