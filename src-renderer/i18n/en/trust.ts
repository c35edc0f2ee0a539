import type { CheckStepId, NotChecked } from '../../../src-main/core/connection/connection-check';
import type { TlsProblem } from '../../../src-main/core/ground/error';
import { pluralOf } from '../plural';

const plural = pluralOf('en');

const stepTitles: Readonly<Record<CheckStepId, string>> = {
  address: 'Address',
  name: 'Name',
  connection: 'Connection',
  certificate: 'Certificate',
  oscar: 'OSCAR',
  'sign-in': 'Sign-in',
  services: 'Services',
  runnable: 'Running',
};

const reasons: Readonly<Record<NotChecked, string>> = {
  'earlier-step': 'Waits for the step above.',
  'through-proxy': 'The proxy looks up the name.',
  'not-encrypted': 'This connection isn’t encrypted, so there is no certificate.',
  'service-token': 'A service token opens one service only.',
  'older-cluster': 'This cluster is too old to tell without running the service.',
  'after-saving': 'Save the connection first: to try this token now could use it up.',
  'no-services': 'There is no service to run yet.',
};

const whyNotTrusted: Readonly<Record<TlsProblem, string>> = {
  'self-signed': 'Not trusted: it vouches for itself.',
  'unknown-issuer': 'Not trusted: your computer doesn’t know who issued it.',
  expired: 'Not trusted: it has run out.',
  'not-yet-valid': 'Not trusted: it isn’t in force yet.',
  'wrong-host': 'Not trusted: it belongs to another name.',
  changed: 'Not trusted: it is another than the one you chose.',
  protocol: 'Not trusted.',
};

/** Certificates, and the check of a connection. */
export const trustMessages = {
  certificate: {
    show: 'Show the certificate…',
    title: (host: string) => `Certificate of ${host}`,
    loading: 'Asking for the certificate…',
    subject: 'Issued to',
    issuer: 'Issued by',
    hosts: 'For',
    validFrom: 'In force from',
    validUntil: 'Runs out',
    fingerprint: 'Fingerprint (SHA-256)',
    trusted: 'Trusted.',
    notTrusted: whyNotTrusted,
    addAuthority: 'Add your institute’s certificate…',
    addAuthorityNote: 'The safe way: a file that your administrator gives you.',
    pin: 'Trust only this certificate',
    pinHeadline: 'Compare the fingerprint first',
    pinNote:
      'Ask your administrator to read it to you. If it differs, somebody may be listening in, and would get your token or password.',
    advanced: 'There is no such file',
    close: 'Close',
  },
  trust: {
    label: 'Trusted certificates',
    system: 'Those your computer trusts',
    authority: (subject: string) => `Those your computer trusts, and ${subject}`,
    pinned: (fingerprint: string) => `Only the one that begins with ${fingerprint}`,
    reset: 'Use those your computer trusts',
  },
  check: {
    button: 'Check connection',
    menuItem: (name: string) => `Check ${name}…`,
    title: 'Check connection',
    running: 'Checking…',
    allWell: 'Everything works.',
    hasProblem: 'Something is in the way.',
    again: 'Check again',
    copy: 'Copy report',
    copied: 'Copied',
    copyNote: 'The report is for your administrator. It holds no token and no password.',
    close: 'Close',
    outcomes: { passed: 'In order', failed: 'In the way', 'not-checked': 'Not checked' },
    steps: stepTitles,
    notChecked: reasons,
    found: {
      address: (endpoint: string) => `${endpoint} is a web address.`,
      name: (addresses: string) => `Leads to ${addresses}.`,
      connection: (host: string) => `${host} answers.`,
      connectionThrough: (host: string, proxy: string) => `${host} answers through the proxy ${proxy}.`,
      certificate: (subject: string, date: string) => `${subject} is trusted until ${date}.`,
      expiredCertificate: (subject: string, date: string) => `You chose to trust ${subject}, which ran out on ${date}.`,
      oscar: 'OSCAR answers.',
      oscarVersion: (version: string) => `OSCAR ${version} answers.`,
      signIn: 'The cluster accepts what you sign in with.',
      services: (count: number, number: string) =>
        plural(count, { one: `You see ${number} service.`, other: `You see ${number} services.` }),
      runnable: (count: number, number: string) =>
        plural(count, {
          one: `${number} of them can be run from here.`,
          other: `${number} of them can be run from here.`,
        }),
      runnableService: (service: string) => `${service} can be run with this token.`,
    },
    reportTitle: (address: string) => `Connection to ${address}`,
    reportLine: (mark: string, step: string, sentence: string) => `${mark} ${step}: ${sentence}`,
    reportFingerprint: (fingerprint: string) => `SHA-256 ${fingerprint}`,
    reportProgram: (version: string, instant: string) => `OSCAR Desktop ${version}, ${instant}`,
  },
};
