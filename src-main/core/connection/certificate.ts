import * as v from 'valibot';
import type { TlsProblem } from '../ground/error';

/** SHA-256 of a certificate's DER form: 64 lower-case hexadecimal characters. */
export const fingerprintSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** The parts of a certificate that a person can compare. */
export interface Certificate {
  /** Common name; the whole name where the certificate has no common name. */
  readonly subject: string;
  readonly issuer: string;
  /** ISO 8601, UTC. */
  readonly validFrom: string;
  readonly validUntil: string;
  /** 64 lower-case hexadecimal characters. */
  readonly sha256: string;
  /** Host names and addresses it is for. */
  readonly hosts: readonly string[];
}

/** The certificate that a server presents, and why a profile does not trust it. */
export interface PresentedCertificate {
  /** `name` or `name:port`. */
  readonly host: string;
  readonly certificate: Certificate;
  readonly problem?: TlsProblem;
}

/** Certificates from a file that a user chose. */
export interface CertificateFile {
  /** PEM, and nothing else of what the file held. */
  readonly certificates: string;
  /** Subject of the first certificate. */
  readonly subject: string;
}
