import * as v from 'valibot';
import type { TlsProblem } from '../ground/error';

/** SHA-256 of a certificate's DER form: 64 lower-case hexadecimal characters. */
export const fingerprintSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** What a certificate says, as far as a person can compare it. */
export interface Certificate {
  /** Common name, or all of the name where there is none. */
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

/** The certificate a server shows, and what is wrong with it in the eyes of a profile. */
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
  /** Whom the first one names. */
  readonly subject: string;
}
