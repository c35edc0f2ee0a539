import type { CheckFinding, CheckStep } from '../../src-main/core/connection/connection-check';
import { describeError, errorDetails } from '../errors/error-message';
import { formatDate, formatNumber } from '../format';
import { m } from '../i18n/locale.svelte';

/** One step of a check as a sentence or two. */
export function stepSentence(step: CheckStep): string {
  switch (step.outcome) {
    case 'passed':
      return findingSentence(step.finding);
    case 'failed': {
      const { headline, nextStep } = describeError(step.error);
      return `${headline}. ${nextStep}`;
    }
    case 'not-checked':
      return m().check.notChecked[step.reason];
  }
}

/** A fingerprint as other programs write it, in pairs: `AB:CD:…`. */
export function fingerprintPairs(sha256: string): string {
  return (sha256.toUpperCase().match(/../g) ?? []).join(':');
}

/** A check as text for an administrator. It contains only the steps, which hold no secret. */
export function checkReport(steps: readonly CheckStep[], address: string, version: string, instant: string): string {
  const marks = { passed: '[x]', failed: '[!]', 'not-checked': '[ ]' };
  const lines = steps.flatMap((step) => [
    m().check.reportLine(marks[step.outcome], m().check.steps[step.id], stepSentence(step)),
    ...(step.outcome === 'failed' ? errorDetails(step.error).map((detail) => `  ${detail}`) : []),
    ...(step.outcome === 'passed' && step.finding.kind === 'certificate'
      ? [`  ${m().check.reportFingerprint(fingerprintPairs(step.finding.certificate.sha256))}`]
      : []),
  ]);
  return [m().check.reportTitle(address), ...lines, m().check.reportProgram(version, instant), ''].join('\n');
}

function findingSentence(finding: CheckFinding): string {
  const { found } = m().check;
  switch (finding.kind) {
    case 'address':
      return found.address(finding.endpoint);
    case 'name':
      return found.name(finding.addresses.join(', '));
    case 'connection':
      return finding.proxy === undefined
        ? found.connection(finding.host)
        : found.connectionThrough(finding.host, finding.proxy);
    case 'certificate': {
      const { subject, validUntil } = finding.certificate;
      const sentence = finding.hasExpired ? found.expiredCertificate : found.certificate;
      return sentence(subject, formatDate(validUntil));
    }
    case 'oscar':
      return finding.version === undefined ? found.oscar : found.oscarVersion(finding.version);
    case 'sign-in':
      return found.signIn;
    case 'services':
      return found.services(finding.count, formatNumber(finding.count));
    case 'runnable':
      return found.runnable(finding.count, formatNumber(finding.count));
    case 'runnable-service':
      return found.runnableService(finding.service);
  }
}
