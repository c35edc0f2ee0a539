import type { ErrorCode, ErrorInfo } from '../../src-main/core/ground/error';
import { errorTable, fixOf, type Fix } from '../../src-main/core/ground/error-table';
import { formatBytes, formatDuration, formatFromNow, formatNumber } from '../format';
import type { ErrorMessage } from '../i18n/messages';
import { m } from '../i18n/locale.svelte';

type ErrorByCode = { readonly [Code in ErrorCode]: Extract<ErrorInfo, { readonly code: Code }> };
type Describers = { readonly [Code in ErrorCode]: (error: ErrorByCode[Code]) => ErrorMessage };

const describers: Describers = {
  'endpoint-invalid': (error) => m().errors.endpointNotValid(error.address),
  'plain-http-refused': (error) => m().errors.plainHttpRefused(error.host),
  'profile-gone': () => m().errors.profileGone(),
  'host-not-found': (error) => m().errors.hostNotFound(error.host),
  'network-unreachable': (error) => m().errors.networkUnreachable(error.host),
  'connection-refused': (error) => m().errors.connectionRefused(error.host),
  'tls-untrusted': (error) => m().errors.tls[error.problem](error.host),
  'nothing-to-run': (error) => m().errors.nothingToRun[error.cause](error.host),
  'no-certificate': (error) => m().errors.noCertificate(error.file),
  'proxy-unreachable': (error) => m().errors.proxyUnreachable(error.proxy),
  'proxy-unauthorized': (error) => m().errors.proxyUnauthorized(error.proxy),
  'proxy-refused': (error) =>
    error.status < 500
      ? m().errors.proxyRefused(error.proxy, error.host)
      : m().errors.proxyFailed(error.proxy, error.host),
  'proxy-unsupported': (error) => m().errors.proxyUnsupported(error.proxy),
  redirected: (error) =>
    error.scheme === undefined
      ? m().errors.redirected(error.host, error.target)
      : m().errors.redirectedOffTheWeb(error.host, error.scheme),
  unauthorized: (error) =>
    error.signIn ? m().signIn.errors.notAMember(error.host) : m().errors.unauthorized(error.host),
  forbidden: (error) => m().errors.forbidden(error.host),
  'service-not-found': (error) =>
    error.signIn
      ? m().signIn.errors.serviceClosed(error.service, error.host)
      : m().errors.serviceNotFound(error.service, error.host),
  'service-ambiguous': (error) => m().errors.serviceAmbiguous(error.service),
  'token-missing': (error) => m().errors.tokenMissing(error.service),
  'secret-missing': (error) =>
    error.cause ? m().errors.secretForAnother(error.profile) : m().errors.secretMissing(error.profile),
  'token-expired': (error) => m().signIn.errors.expired[error.token](formatFromNow(error.expiredAt)),
  'token-not-yet-valid': (error) => m().signIn.errors.notYetValid(formatFromNow(error.validFrom)),
  'token-unsuitable': (error) => m().signIn.errors.unsuitable[error.problem](),
  'issuer-needed': () => m().signIn.errors.issuerNeeded(),
  'issuer-unknown': (error) => m().signIn.errors.issuerUnknown(error.host, error.issuer),
  'not-an-issuer': (error) => m().signIn.errors.notAnIssuer(error.issuer),
  'issuer-failed': (error) => m().signIn.errors.issuerFailed(error.issuer),
  'sign-in-refused': (error) => m().signIn.errors.refused[error.reason](error.issuer),
  'sign-in-unsupported': (error) => m().signIn.errors.unsupported(error.host),
  'agent-unavailable': (error) => m().signIn.errors.agent[error.problem](error.account),
  'not-oscar': (error) => m().errors.notOscar(error.host),
  'background-unsupported': (error) => m().jobErrors.unsupported(error.host),
  'jobs-unseen': (error) => m().jobErrors.unseen(error.host),
  'storage-unseen': (error) => m().storageErrors.unseen(error.host),
  'storage-missing': (error) => m().storageErrors.missing(error.host),
  'storage-unreachable': (error) => m().storageErrors.unreachable(error.host),
  'storage-refused': (error) => m().storageErrors.refused(error.host),
  'storage-folder-gone': (error) => m().storageErrors.folderGone(error.folder),
  'object-gone': (error) => m().storageErrors.gone(error.name),
  'object-changed': (error) => m().storageErrors.changed(error.name),
  'object-taken': (error) => m().storageErrors.taken(error.name),
  'object-damaged': (error) => m().storageErrors.damaged(error.name),
  'object-name-refused': (error) => m().storageErrors.name[error.problem](error.name),
  'config-unreadable': describeConfig,
  'move-file-refused': (error) => m().move.errors[error.problem](error.file),
  'connection-file-refused': (error) => m().movingErrors.connectionFile[error.problem](error.file),
  'input-empty': () => m().errors.inputEmpty(),
  'file-field-gone': () => m().errors.fileFieldGone,
  'json-malformed': (error) => m().errors.jsonMalformed(error.line, error.column),
  'file-unreadable': (error) => m().errors.file[error.problem](error.file),
  'file-changed': (error) => m().errors.fileChanged(error.file),
  'type-not-taken': (error) =>
    m().recipeErrors.typeNotTaken(error.file, error.service, error.taken.map((ending) => `.${ending}`).join(', ')),
  'picture-refused': (error) => m().errors.pictureRefused[error.problem],
  'sound-refused': (error) => m().errors.soundRefused[error.problem],
  'input-too-large': (error) => m().errors.inputTooLarge(error.host, formatBytes(error.sizeBytes)),
  'request-rejected': () => m().errors.requestRejected(),
  'too-large-for-background': (error) =>
    m().jobErrors.tooLarge(formatBytes(error.sizeBytes), formatBytes(error.limitBytes)),
  'timed-out': (error) => m().errors.timedOut[error.phase](formatDuration(error.seconds * 1000)),
  'connection-lost': describeLostConnection,
  'service-busy': (error) => m().errors.serviceBusy(error.host),
  'service-not-ready': () => m().errors.serviceNotReady(),
  'gateway-timed-out': (error) => m().errors.gatewayTimedOut(error.host),
  'service-failed': () => m().errors.serviceFailed(),
  'not-an-answer': (error) => m().errors.notAnAnswer(error.host),
  'response-malformed': () => m().errors.responseMalformed(),
  'response-empty': (error) => m().errors.responseEmpty(error.host),
  'response-too-large': (error) => m().errors.responseTooLarge(formatBytes(error.limitBytes)),
  'job-failed': () => m().jobErrors.failed(),
  'job-gone': (error) => m().jobErrors.gone(error.host),
  'log-cut': () => m().jobErrors.logCut(),
  'response-too-slow': (error) => m().errors.responseTooSlow(formatDuration(error.seconds * 1000)),
  'response-not-http': (error) => m().errors.responseNotHttp(error.host),
  'response-not-unpacked': (error) => m().errors.responseNotUnpacked(error.host, error.coding),
  'keychain-unavailable': () => m().errors.keychainUnavailable(),
  'disk-full': (error) => m().errors.diskFull(error.folder),
  'disk-failed': (error) => m().errors.diskFailed(error.folder, error.problem),
  'space-short': (error) =>
    m().errors.spaceShort(error.folder, formatBytes(error.neededBytes), formatBytes(error.freeBytes)),
  'permission-denied': (error) => m().errors.permissionDenied(error.folder),
  'folder-gone': (error) => m().errors.folderGone(error.folder),
  'file-in-the-way': (error) => m().errors.fileInTheWay(error.folder),
  'path-too-long': (error) => m().errors.pathTooLong(error.folder),
  'input-folder-gone': (error) => m().errors.inputFolderGone(error.folder),
  'answer-held': () => m().errors.answerHeld(),
  'result-gone': () => m().errors.resultGone(),
  'not-opened': (error) => m().saving.errors.notOpened(error.file),
  'not-openable': (error) => m().saving.errors.notOpenable(error.file),
  'not-copyable': (error) => m().saving.errors.notCopyable(error.file),
  'too-large-to-copy': (error) =>
    error.limit === 'bytes'
      ? m().saving.errors.tooManyBytes(error.file, formatBytes(error.most))
      : m().saving.errors.tooManyPixels(error.file, formatNumber(error.most)),
  'too-large-to-paste': (error) => m().saving.errors.tooLargeToPaste(formatNumber(error.most)),
  'too-large-to-drag': (error) => m().saving.errors.tooLargeToDrag(error.file, formatBytes(error.limitBytes)),
  'archive-unreadable': () => m().archive.errors.unreadable(),
  'archive-refused': describeRefusedArchive,
  'archive-entry-refused': (error) => m().archive.errors.entry[error.problem](error.entry),
  'output-among-inputs': (error) => m().errors.outputAmongInputs(error.folder),
  'table-unusable': (error) => m().errors.tableUnusable[error.problem](error.column ?? ''),
  'template-unusable': (error) => m().errors.templateUnusable[error.problem](),
  'recipe-gone': () => m().recipeErrors.gone,
  'recipes-full': (error) => m().recipeErrors.full(formatNumber(error.most)),
  'recipe-step-unusable': (error) => m().recipeErrors.stepUnusable[error.missing](error.step, error.service),
  'no-copies': (error) => m().errors.noCopies(error.folder),
  'batch-gone': () => m().errors.batchGone(),
  'list-damaged': () => m().errors.listDamaged(),
  cancelled: (error) => (error.clusterMayContinue ? m().errors.cancelledMayContinue() : m().errors.cancelled()),
  internal: () => m().errors.internal(),
};

/** A failure in the language of the window: what happened and to what, then what to do next. */
export function describeError(error: ErrorInfo): ErrorMessage {
  return describe(error.code, error);
}

/** A failure as one text, to be shown beside a field. */
export function sentenceOf(error: ErrorInfo): string {
  const { headline, nextStep } = describeError(error);
  return `${headline}. ${nextStep}`;
}

/** What only an administrator may want to read: the status, what the server said, a log reference. */
export function errorDetails(error: ErrorInfo): readonly string[] {
  const details: string[] = [];
  if ('status' in error) details.push(m().details.status(formatNumber(error.status)));
  if ('text' in error && error.text) details.push(error.text);
  if ('field' in error && error.field !== undefined) details.push(m().movingErrors.field(error.field));
  if ('reference' in error) details.push(m().details.reference(error.reference));
  return details;
}

/** Whether the same input can succeed when it is run again. */
export function isWorthRetrying(error: ErrorInfo): boolean {
  return errorTable[error.code].again !== 'never';
}

/** Whether a change of the connection, its address or its sign-in, can solve the failure. */
export function isAboutConnection(error: ErrorInfo): boolean {
  return connectionFixes.has(fixOf(error));
}

/** Whether a new token solves the failure. */
export function needsNewToken(error: ErrorInfo): boolean {
  return fixOf(error) === 'token';
}

const connectionFixes: ReadonlySet<Fix> = new Set<Fix>(['address', 'connection', 'sign-in', 'token']);

function describe<Code extends ErrorCode>(code: Code, error: ErrorByCode[Code]): ErrorMessage {
  return describers[code](error);
}

function describeRefusedArchive(error: ErrorByCode['archive-refused']): ErrorMessage {
  const { refused } = m().archive.errors;
  if (error.limit === 'count') return refused.count(formatNumber(error.entryCount));
  return refused[error.limit](formatBytes(error.sizeBytes));
}

function describeConfig({ file, problem, place }: ErrorByCode['config-unreadable']): ErrorMessage {
  const { configPlace, config } = m().movingErrors;
  return place ? configPlace(file, place.line, place.column) : config[problem](file);
}

function describeLostConnection(error: ErrorByCode['connection-lost']): ErrorMessage {
  const { connectionLost } = m().errors;
  if (error.phase === 'connecting' || error.phase === 'sending') return connectionLost.before();
  if (error.phase === 'waiting' || error.receivedBytes === 0) return connectionLost.waiting();
  const received = formatBytes(error.receivedBytes);
  return error.expectedBytes === undefined
    ? connectionLost.receiving(received)
    : connectionLost.receivingOf(received, formatBytes(error.expectedBytes));
}
