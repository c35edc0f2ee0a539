import type { ErrorInfo } from '../../src-main/core/ground/error';
import { preparationFor } from '../../src-main/core/input/preparable';
import type { Preparation } from '../../src-main/core/input/preparation';
import type { InputFile, InvocationInput } from '../../src-main/core/run/invocation';
import type { InputKind } from '../../src-main/core/service/input-kind';
import type { SampleId } from '../../src-main/core/input/sample';
import { isUnfinished, type FormFill } from './form/form-fill';
import { findJsonProblem } from '../../src-main/core/ground/json-text';

/** What the user has prepared to send. */
export type Draft =
  | { readonly kind: 'none' }
  | { readonly kind: 'file'; readonly file: InputFile }
  | { readonly kind: 'text'; readonly text: string }
  /** Set if the text is filled in by a form. */
  | { readonly kind: 'json'; readonly text: string; readonly fill?: FormFill };

/** How typed text is sent. */
export type TextKind = 'text' | 'json';

/** Why something that the user gave did not become the input. */
export type InputNotice =
  | {
      readonly kind:
        | 'link'
        | 'nothingToPaste'
        | 'changedSince'
        | 'presetOutdated'
        | 'presetElsewhere'
        | 'presetForLists'
        | 'presetUnreadable'
        | 'withoutPasswords';
    }
  | { readonly kind: 'error'; readonly error: ErrorInfo };

/** Why a draft can't be sent. */
export type DraftObstacle = 'no-input' | 'no-text' | 'json-malformed' | 'form-unfinished';

/** What has to change before a draft can be sent; `undefined` if it can be sent. */
export function draftObstacle(draft: Draft): DraftObstacle | undefined {
  if (draft.kind === 'none') return 'no-input';
  if (draft.kind === 'file') return undefined;
  if (draft.text.trim() === '') return 'no-text';
  if (draft.kind === 'text') return undefined;
  if (findJsonProblem(draft.text)) return 'json-malformed';
  return draft.fill && isUnfinished(draft.fill, draft.text) ? 'form-unfinished' : undefined;
}

/** Whether a draft is plain text that is no JSON, although the service takes JSON. */
export function isPlainTextForJson(draft: Draft, takes: InputKind | undefined): boolean {
  return takes === 'json' && draft.kind === 'text' && findJsonProblem(draft.text) !== undefined;
}

/**
 * The input that is sent for a draft; `undefined` while it can't be sent.
 * @param wanted how files are changed before they are sent, if they can be changed
 */
export function sendableInput(draft: Draft, wanted: Preparation | undefined): InvocationInput | undefined {
  if (draft.kind === 'none' || draftObstacle(draft)) return undefined;
  if (draft.kind !== 'file') return { kind: draft.kind, text: draft.text };
  const { id: fileId, mediaType } = draft.file;
  const preparation = preparationFor(mediaType, wanted);
  return { kind: 'file', fileId, ...(preparation && { preparation }) };
}

const practiceSamples: Readonly<Record<string, SampleId>> = {
  grayscale: 'leaf',
  'find-things': 'leaf',
  'picture-sizes': 'leaf',
  'image-labels': 'leaf',
  'text-to-speech': 'sentence',
  cowsay: 'message',
};

/** The sample that fits a service of the practice cluster. */
export function practiceSample(serviceName: string): SampleId | undefined {
  return practiceSamples[serviceName];
}
