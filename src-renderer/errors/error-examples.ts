import type { ErrorCode, ErrorInfo } from '../../src-main/core/ground/error';

/** Names that appear in the examples. */
export interface ExampleNames {
  readonly file: string;
  readonly folder: string;
  readonly connection: string;
}

/** Failures of each code, one for every sentence there is for it. */
export type ErrorExamples = {
  readonly [Code in ErrorCode]: readonly Extract<ErrorInfo, { readonly code: Code }>[];
};

const host = 'cluster.example.org';
const issuer = 'https://idp.example.org/realms/lab';
const hourMs = 3_600_000;

/** An example of every failure, for the help and for the tests. A code without one does not compile. */
export function errorExamples({ file, folder, connection }: ExampleNames): ErrorExamples {
  const hourAgo = new Date(Date.now() - hourMs).toISOString();
  const inAnHour = new Date(Date.now() + hourMs).toISOString();
  return {
    'endpoint-invalid': [{ code: 'endpoint-invalid', address: 'oscar' }],
    'plain-http-refused': [{ code: 'plain-http-refused', host }],
    'profile-gone': [{ code: 'profile-gone' }],
    'host-not-found': [{ code: 'host-not-found', host }],
    'network-unreachable': [{ code: 'network-unreachable', host }],
    'connection-refused': [{ code: 'connection-refused', host }],
    'tls-untrusted': (
      ['self-signed', 'unknown-issuer', 'expired', 'not-yet-valid', 'wrong-host', 'changed', 'protocol'] as const
    ).map((problem) => ({ code: 'tls-untrusted', host, problem })),
    'nothing-to-run': (['cluster', 'services'] as const).map((cause) => ({ code: 'nothing-to-run', host, cause })),
    'no-certificate': [{ code: 'no-certificate', file }],
    'proxy-unreachable': [{ code: 'proxy-unreachable', proxy: 'proxy.example.org:3128' }],
    'proxy-unauthorized': [{ code: 'proxy-unauthorized', proxy: 'proxy.example.org:3128' }],
    'proxy-refused': [
      { code: 'proxy-refused', proxy: 'proxy.example.org:3128', host, status: 403 },
      { code: 'proxy-refused', proxy: 'proxy.example.org:3128', host, status: 504 },
    ],
    'proxy-unsupported': [{ code: 'proxy-unsupported', proxy: 'proxy.example.org:1080' }],
    redirected: [
      { code: 'redirected', host, target: 'login.example.org' },
      { code: 'redirected', host, target: 'file:', scheme: 'file' },
    ],
    unauthorized: [
      { code: 'unauthorized', host },
      { code: 'unauthorized', host, signIn: 'web-token' },
    ],
    forbidden: [{ code: 'forbidden', host }],
    'service-not-found': [
      { code: 'service-not-found', service: 'plants', host },
      { code: 'service-not-found', service: 'plants', host, signIn: 'web-token' },
    ],
    'service-ambiguous': [{ code: 'service-ambiguous', service: 'plants' }],
    'token-missing': [{ code: 'token-missing', service: 'plants' }],
    'secret-missing': [
      { code: 'secret-missing', profile: connection },
      { code: 'secret-missing', profile: connection, cause: 'connection-changed' },
    ],
    'token-expired': (['access', 'refresh'] as const).map((token) => ({
      code: 'token-expired',
      token,
      expiredAt: hourAgo,
    })),
    'token-not-yet-valid': [{ code: 'token-not-yet-valid', validFrom: inAnHour }],
    'token-unsuitable': (['service-token', 'opaque', 'opaque-issued'] as const).map((problem) => ({
      code: 'token-unsuitable',
      problem,
    })),
    'issuer-needed': [{ code: 'issuer-needed' }],
    'issuer-unknown': [{ code: 'issuer-unknown', host, issuer }],
    'not-an-issuer': [{ code: 'not-an-issuer', issuer }],
    'issuer-failed': [{ code: 'issuer-failed', issuer, status: 503, text: 'maintenance' }],
    'sign-in-refused': (['token', 'ended', 'client', 'scope', 'denied', 'late', 'foreign', 'other'] as const).map(
      (reason) => ({
        code: 'sign-in-refused',
        issuer,
        reason,
        text: 'invalid_grant',
      }),
    ),
    'sign-in-unsupported': [{ code: 'sign-in-unsupported', host }],
    'agent-unavailable': (['not-installed', 'not-running', 'account-unknown', 'timed-out', 'other'] as const).map(
      (problem) => ({ code: 'agent-unavailable', problem, account: 'egi', text: '' }),
    ),
    'not-oscar': [{ code: 'not-oscar', host }],
    'background-unsupported': [{ code: 'background-unsupported', host, version: 'v4.0.2' }],
    'jobs-unseen': [{ code: 'jobs-unseen', host }],
    'storage-unseen': [{ code: 'storage-unseen', host }],
    'storage-missing': [{ code: 'storage-missing', host }],
    'storage-unreachable': [{ code: 'storage-unreachable', host }],
    'storage-refused': [{ code: 'storage-refused', host, status: 403, text: 'Access Denied.' }],
    'storage-folder-gone': [{ code: 'storage-folder-gone', folder: 'cowsay/in' }],
    'object-gone': [{ code: 'object-gone', name: file }],
    'object-changed': [{ code: 'object-changed', name: file }],
    'object-taken': [{ code: 'object-taken', name: file }],
    'object-damaged': [{ code: 'object-damaged', name: file }],
    'object-name-refused': (['empty', 'outside', 'reserved', 'characters', 'too-long'] as const).map((problem) => ({
      code: 'object-name-refused',
      name: file,
      problem,
    })),
    'config-unreadable': [
      { code: 'config-unreadable', file, problem: 'syntax', place: { line: 2, column: 5 } },
      ...(['syntax', 'too-deep', 'too-large', 'no-clusters'] as const).map(
        (problem) => ({ code: 'config-unreadable', file, problem }) as const,
      ),
    ],
    'connection-file-refused': (
      ['too-large', 'not-json', 'newer', 'secret', 'markup', 'content', 'address'] as const
    ).map((problem) => ({ code: 'connection-file-refused', file, problem })),
    'move-file-refused': (['other', 'newer', 'damaged'] as const).map((problem) => ({
      code: 'move-file-refused',
      file,
      problem,
    })),
    'input-empty': [{ code: 'input-empty' }],
    'file-field-gone': [{ code: 'file-field-gone' }],
    'json-malformed': [{ code: 'json-malformed', line: 2, column: 5 }],
    'file-unreadable': (['gone', 'denied', 'folder', 'empty', 'not-a-file', 'other'] as const).map((problem) => ({
      code: 'file-unreadable',
      file,
      problem,
    })),
    'file-changed': [{ code: 'file-changed', file }],
    'type-not-taken': [{ code: 'type-not-taken', file, service: 'plants', taken: ['jpg', 'png'] }],
    'picture-refused': (
      [
        'unknown-kind',
        'damaged',
        'too-many-pixels',
        'too-much-memory',
        'too-long',
        'process-ended',
        'animated',
        'many-pages',
      ] as const
    ).map((problem) => ({ code: 'picture-refused', problem })),
    'sound-refused': (['unknown-kind', 'damaged', 'no-sound', 'too-long', 'stuck', 'process-ended'] as const).map(
      (problem) => ({ code: 'sound-refused', problem }),
    ),
    'input-too-large': [{ code: 'input-too-large', host, sizeBytes: 5_000_000 }],
    'request-rejected': [{ code: 'request-rejected', status: 400, text: 'bad' }],
    'too-large-for-background': [{ code: 'too-large-for-background', sizeBytes: 250_000, limitBytes: 98_298 }],
    'timed-out': (['connecting', 'sending', 'waiting', 'receiving', 'decoding'] as const).map((phase) => ({
      code: 'timed-out',
      phase,
      seconds: 300,
    })),
    'connection-lost': [
      { code: 'connection-lost', phase: 'sending', receivedBytes: 0 },
      { code: 'connection-lost', phase: 'waiting', receivedBytes: 0 },
      { code: 'connection-lost', phase: 'receiving', receivedBytes: 1000 },
      { code: 'connection-lost', phase: 'receiving', receivedBytes: 1000, expectedBytes: 2000 },
    ],
    'service-busy': [{ code: 'service-busy', host }],
    'service-not-ready': [{ code: 'service-not-ready', status: 503, text: '' }],
    'gateway-timed-out': [{ code: 'gateway-timed-out', host }],
    'service-failed': [{ code: 'service-failed', status: 500, text: 'boom' }],
    'not-an-answer': [{ code: 'not-an-answer', host, status: 200, text: '<html>' }],
    'response-malformed': [{ code: 'response-malformed', offset: 7 }],
    'response-empty': [{ code: 'response-empty', host }],
    'response-too-large': [{ code: 'response-too-large', limitBytes: 1e9 }],
    'job-failed': [{ code: 'job-failed', text: 'exec /bin/sh: argument list too long' }],
    'job-gone': [{ code: 'job-gone', host }],
    'log-cut': [{ code: 'log-cut' }],
    'response-too-slow': [{ code: 'response-too-slow', seconds: 3600 }],
    'response-not-http': [{ code: 'response-not-http', host, text: 'Parse Error: Expected HTTP/' }],
    'response-not-unpacked': [{ code: 'response-not-unpacked', host, coding: 'gzip', text: 'incorrect header check' }],
    'keychain-unavailable': [{ code: 'keychain-unavailable' }],
    'disk-full': [{ code: 'disk-full', folder }],
    'disk-failed': [{ code: 'disk-failed', folder, problem: 'EIO' }],
    'space-short': [{ code: 'space-short', folder, neededBytes: 2e9, freeBytes: 3e8 }],
    'permission-denied': [{ code: 'permission-denied', folder }],
    'folder-gone': [{ code: 'folder-gone', folder }],
    'file-in-the-way': [{ code: 'file-in-the-way', folder }],
    'path-too-long': [{ code: 'path-too-long', folder }],
    'input-folder-gone': [{ code: 'input-folder-gone', folder }],
    'answer-held': [{ code: 'answer-held' }],
    'result-gone': [{ code: 'result-gone' }],
    'not-opened': [{ code: 'not-opened', file }],
    'not-openable': [{ code: 'not-openable', file }],
    'not-copyable': [{ code: 'not-copyable', file }],
    'too-large-to-copy': [
      { code: 'too-large-to-copy', file, limit: 'bytes', most: 10e6 },
      { code: 'too-large-to-copy', file, limit: 'pixels', most: 50e6 },
    ],
    'too-large-to-paste': [{ code: 'too-large-to-paste', most: 50e6 }],
    'too-large-to-drag': [{ code: 'too-large-to-drag', file, limitBytes: 200e6 }],
    'archive-unreadable': [{ code: 'archive-unreadable' }],
    'archive-refused': (['count', 'size', 'ratio'] as const).map((limit) => ({
      code: 'archive-refused',
      limit,
      entryCount: 90_000,
      sizeBytes: 5e12,
    })),
    'archive-entry-refused': (
      [
        'empty',
        'outside',
        'reserved',
        'characters',
        'too-long',
        'link',
        'duplicate',
        'encrypted',
        'method',
        'damaged',
      ] as const
    ).map((problem) => ({ code: 'archive-entry-refused', entry: file, problem })),
    cancelled: [
      { code: 'cancelled', clusterMayContinue: true },
      { code: 'cancelled', clusterMayContinue: false },
    ],
    'output-among-inputs': [{ code: 'output-among-inputs', folder }],
    'table-unusable': (
      [
        'column-missing',
        'column-twice',
        'sheet-missing',
        'no-number',
        'template',
        'protected',
        'old-workbook',
        'no-table',
        'empty',
        'encoding',
        'too-large',
      ] as const
    ).map((problem) => ({ code: 'table-unusable', problem, column: 'text' })),
    'template-unusable': [
      { code: 'template-unusable', problem: 'empty' },
      { code: 'template-unusable', problem: 'unknown-part' },
      { code: 'template-unusable', problem: 'same-for-all' },
    ],
    'recipe-gone': [{ code: 'recipe-gone' }],
    'recipes-full': [{ code: 'recipes-full', most: 100 }],
    'recipe-step-unusable': (['service', 'connection'] as const).map((missing) => ({
      code: 'recipe-step-unusable',
      step: 2,
      service: 'plants',
      missing,
    })),
    'no-copies': [{ code: 'no-copies', folder }],
    'batch-gone': [{ code: 'batch-gone' }],
    'list-damaged': [{ code: 'list-damaged' }],
    internal: [{ code: 'internal', reference: 'A1B2' }],
  };
}
