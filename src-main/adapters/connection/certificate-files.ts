import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Certificate, CertificateFile } from '../../core/connection/certificate';
import { AppError } from '../../core/ground/error';
import { pemCertificates } from '../http/trusted-roots';

const maxFileBytes = 512 * 1024;

/**
 * Reads the certificates of a file, PEM or DER. Whatever else it holds, such as a private key, is left where it is.
 * @throws AppError `no-certificate`, `file-unreadable`
 */
export async function readCertificateFile(path: string): Promise<CertificateFile> {
  const file = basename(path);
  let bytes: Buffer;
  try {
    if ((await stat(path)).size > maxFileBytes) throw new AppError({ code: 'no-certificate', file });
    bytes = await readFile(path);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError({ code: 'file-unreadable', file, problem: 'other' }, cause);
  }
  const pems = pemCertificates(bytes.toString('latin1'));
  try {
    const certificates = (pems.length > 0 ? pems : [bytes]).map((one) => new X509Certificate(one));
    const [first] = certificates;
    if (!first) throw new AppError({ code: 'no-certificate', file });
    return { subject: commonName(first.subject), certificates: certificates.map(String).join('') };
  } catch (cause) {
    throw new AppError({ code: 'no-certificate', file }, cause);
  }
}

/** The subject of the first certificate in a PEM text. @returns `undefined` for a text that holds no certificate */
export function certificateSubject(certificates: string): string | undefined {
  try {
    return commonName(new X509Certificate(certificates).subject);
  } catch {
    return undefined;
  }
}

/** What a certificate says, in the words of this app. */
export function describeCertificate(certificate: X509Certificate): Certificate {
  const { subject, issuer, validFrom, validTo, fingerprint256, subjectAltName } = certificate;
  return {
    subject: commonName(subject),
    issuer: commonName(issuer),
    validFrom: new Date(validFrom).toISOString(),
    validUntil: new Date(validTo).toISOString(),
    sha256: fingerprint256.replaceAll(':', '').toLowerCase(),
    hosts: (subjectAltName ?? '').split(', ').flatMap((entry) => /^(?:DNS|IP Address):(.+)$/.exec(entry)?.[1] ?? []),
  };
}

function commonName(name: string): string {
  return (/^CN=(.+)$/m.exec(name)?.[1] ?? name.replaceAll('\n', ', ')).slice(0, 200);
}
