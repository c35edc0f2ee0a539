export type { BatchId, OpenedFileId, ImportId, InvocationId, ProfileId, RecentFileId } from '../core/ground/ids';
export type { ArchiveEntryProblem, ArchiveLimit, TemplateProblem } from '../core/ground/error';
export type { AnswerReading, PayloadEncoding, ReadingMode, ReadingNote, Verdict } from '../core/answer/answer';
export type { ArchiveEntry, ArchiveListing, ExtractionProgress } from '../core/result/archive';
export type { Certificate, CertificateFile, ShownCertificate } from '../core/connection/certificate';
export type { CheckFinding, CheckStep, CheckStepId, NotChecked } from '../core/connection/connection-check';
export type { BatchCounts, BatchItemStatus, BatchPlanChange, BatchTrouble, Given } from '../core/batch/batch';
export type { BatchListQuery, BatchSortKey } from '../core/batch/list';
export type { CollisionRule } from '../core/batch/names';
export type { BatchOverview, BatchRow, BatchRows, OpenedBatchItem } from '../core/batch/overview';
export type { BatchPhase } from '../core/batch/phase';
export type { BatchEstimate } from '../core/batch/pace';
export type { LeftOutReason } from '../core/batch/scan';
export type { FoundInput, HistoryEntry, HistoryInput, HistoryOutcome, RepeatedInput } from '../core/history/history';
export type { OpenedConnectionFile } from '../core/connection/connection-file';
export type { ImportObstacle, ImportOffer } from '../core/connection/oscar-cli-config';
export type {
  ConfigProblem,
  ConnectionFileProblem,
  ErrorCode,
  ErrorInfo,
  FileProblem,
  InvocationPhase,
  TlsProblem,
} from '../core/ground/error';
export type {
  InputFile,
  Invocation,
  InvocationInput,
  InvocationRequest,
  InvocationState,
  SentFile,
} from '../core/run/invocation';
export type { TokenLife, TokenReading } from '../core/connection/json-web-token';
export type {
  ClusterProfile,
  ConnectionLimits,
  PracticeProfile,
  Profile,
  ProfileFields,
  SecretKeeping,
  SignIn,
  Trust,
} from '../core/connection/profile';
export type { EntryContent, Result, ResultKind } from '../core/result/result';
export type { ClosingChoice } from '../core/app/closing';
export type { RecentFile } from '../core/input/recent-file';
export type { Sample, SampleId } from '../core/input/sample';
export type { RunCommandForm } from '../core/run/run-commands';
export type { Service, ServiceObstacle, ServiceState } from '../core/service/service';
export type { CardWords, ServiceCard } from '../core/service/card';
export type { LastServices, ServiceNotes, ServiceNotesChange } from '../core/service/notes';
export type { Settings } from '../core/app/settings';
export type { WakeUp } from '../core/run/wake-up';
export type { AppInfo, ContextMenuLine, ContextMenuPlace, SetAsideFile } from './app';
export type { BatchLeftOut } from './batch';
export type { Reply } from './call';
export type { OscarApi } from './calls';
export type { ExtractedArchive, SavedFile, SaveSubject } from './result';
