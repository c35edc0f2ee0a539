import { readFile } from 'node:fs/promises';
import tls from 'node:tls';

// Where distributions keep what the system trusts; the first that is there counts, as with other programs.
const bundleFiles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** Newer runtimes read the system's own store; the types are of the oldest one that is supported. */
interface NewerTls {
  readonly getCACertificates?: (kind: 'default' | 'system') => readonly string[];
}

/**
 * The authorities that the operating system trusts, and the runtime's own; PEM, each one once.
 * @param environment may name a bundle (`SSL_CERT_FILE`) and further authorities (`NODE_EXTRA_CA_CERTS`)
 */
export async function systemRoots(environment: NodeJS.ProcessEnv = process.env): Promise<readonly string[]> {
  const { getCACertificates } = tls as NewerTls;
  const ofRuntime = getCACertificates
    ? [...getCACertificates('default'), ...getCACertificates('system')]
    : tls.rootCertificates;
  const named = environment['SSL_CERT_FILE'];
  const ofFiles = [
    await firstReadable(named ? [named] : process.platform === 'linux' ? bundleFiles : []),
    await firstReadable([environment['NODE_EXTRA_CA_CERTS'] ?? '']),
  ].flatMap(pemCertificates);
  return [...new Set([...ofRuntime.map((pem) => pem.trim()), ...ofFiles])];
}

/** The certificates of a PEM text, without whatever else it holds. */
export function pemCertificates(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

async function firstReadable(paths: readonly string[]): Promise<string> {
  for (const path of paths) {
    try {
      if (path !== '') return await readFile(path, 'utf8');
    } catch {
      // The next distribution's place, then.
    }
  }
  return '';
}
