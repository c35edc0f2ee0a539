import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import CertificateDialog from '../../../src-renderer/connection/CertificateDialog.svelte';
import { CertificateQuestion } from '../../../src-renderer/connection/certificate-question.svelte';
import { applyAppearance } from '../../../src-renderer/shell/appearance';
import { certificate } from '../builders';
import { FakeOscar } from '../fake-api';

afterEach(() => applyAppearance({ language: 'system', theme: 'system' }));

/** What the dialog says now, without the facts that are the same in every language. */
function words(): string {
  const { subject, issuer, hosts } = certificate();
  const facts = [subject, issuer, hosts.join(', ')];
  return facts.reduce((text, fact) => text.replaceAll(fact, ''), screen.getByRole('dialog').textContent ?? '');
}

it('says every date and word in another language as soon as that is chosen', async () => {
  const oscar = new FakeOscar();
  oscar.shownCertificate = {
    ...oscar.shownCertificate,
    problem: 'expired',
    certificate: certificate({ validFrom: '2025-01-31T10:00:00.000Z', validUntil: '2026-03-01T10:00:00.000Z' }),
  };
  const question = new CertificateQuestion(oscar, {
    address: 'https://oscar.example.org',
    trust: { kind: 'system' },
    ontrust: async () => undefined,
  });
  await question.load();
  render(CertificateDialog, { question, onclose: () => undefined });
  oscar.refuse('chooseCertificateFile', { code: 'file-unreadable', file: 'ca.pem', problem: 'gone' });
  await userEvent.click(screen.getByRole('button', { name: 'Add your institute’s certificate…' }));
  expect(words()).toMatch(/January 31, 2025.*March 1, 2026/s);
  const english = words();

  applyAppearance({ language: 'es', theme: 'system' });
  await tick();
  expect(words()).toMatch(/31 de enero de 2025.*1 de marzo de 2026/s);
  const spanish = new Set(words().match(/\p{L}{4,}/gu));
  // The only word that both languages have.
  expect(english.match(/\p{L}{4,}/gu)?.filter((word) => spanish.has(word))).toEqual(['token']);
});
