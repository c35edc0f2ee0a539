import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { expect, it } from 'vitest';
import { pemCertificates, systemRoots } from '../../../../src-main/adapters/http/trusted-roots';
import { createCertificateAuthority } from '../../../fixtures/certificates';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();

it('trusts what the environment names besides the runtime’s own authorities, each one once', async () => {
  const [bundle, extra] = [join(folder(), 'bundle.pem'), join(folder(), 'extra.pem')];
  const [ofSystem, ofExtra] = [await createCertificateAuthority('One'), await createCertificateAuthority('Two')];
  await writeFile(bundle, `# comment\n${ofSystem.certificate}\n${rootCertificates[0]}\n`);
  await writeFile(extra, ofExtra.certificate);
  const roots = await systemRoots({ SSL_CERT_FILE: bundle, NODE_EXTRA_CA_CERTS: extra });
  for (const { certificate } of [ofSystem, ofExtra]) expect(roots).toContain(certificate);
  expect(roots.length).toBeGreaterThanOrEqual(rootCertificates.length + 2);
  expect(new Set(roots).size).toBe(roots.length);
});

it('does without a bundle that can’t be read', async () => {
  const roots = await systemRoots({ SSL_CERT_FILE: join(folder(), 'none.pem') });
  expect(roots.length).toBeGreaterThanOrEqual(rootCertificates.length);
});

it('takes certificates and nothing else from a text', () => {
  const certificate = '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----';
  const key = '-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----';
  expect(pemCertificates(`${key}\n${certificate}\nnote\n${certificate}`)).toEqual([certificate, certificate]);
});
