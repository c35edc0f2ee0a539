import type { Certificate } from './certificate';
import type { ErrorInfo } from '../ground/error';

/** The questions of a check, in the order in which they are asked. */
export const checkStepIds = [
  'address',
  'name',
  'connection',
  'certificate',
  'oscar',
  'sign-in',
  'services',
  'runnable',
] as const;

/** One question of a check. */
export type CheckStepId = (typeof checkStepIds)[number];

/** What a step found when all was well. It never holds a secret. */
export type CheckFinding =
  | { readonly kind: 'address'; readonly endpoint: string }
  | { readonly kind: 'name'; readonly addresses: readonly string[] }
  | { readonly kind: 'connection'; readonly host: string; readonly proxy?: string }
  | { readonly kind: 'certificate'; readonly certificate: Certificate; readonly hasExpired: boolean }
  /** Without a version where the cluster tells it only to those it knows. */
  | { readonly kind: 'oscar'; readonly version?: string }
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'services'; readonly count: number }
  | { readonly kind: 'runnable'; readonly count: number }
  | { readonly kind: 'runnable-service'; readonly service: string };

/** Why a step was left out. */
export type NotChecked =
  | 'earlier-step'
  | 'through-proxy'
  | 'not-encrypted'
  | 'service-token'
  | 'older-cluster'
  | 'after-saving'
  | 'no-services';

/** What became of one step. */
export type CheckStep = { readonly id: CheckStepId } & (
  | { readonly outcome: 'passed'; readonly finding: CheckFinding }
  | { readonly outcome: 'failed'; readonly error: ErrorInfo }
  | { readonly outcome: 'not-checked'; readonly reason: NotChecked }
);
