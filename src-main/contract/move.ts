import * as v from 'valibot';
import type { MovePreview } from '../core/move/plan';
import { call } from './ground/call';

export { moveKinds, type MoveItem, type MovePreview } from '../core/move/plan';

/** Longest key of a thing that can be taken, and the most of them. */
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** What the page can ask of moving to another computer. */
export const moveCalls = {
  /** Asks where to, and writes everything but secrets there. Answers the names of the file and its folder. */
  saveMoveFile: call<(hasResults: boolean) => { readonly name: string; readonly folder: string } | undefined>(
    v.boolean(),
  ),
  /** Asks for such a file, and answers what it would change. */
  openMoveFile: call<() => MovePreview | undefined>(),
  /** Takes some of the open file, by their keys. */
  takeMoved: call<(keys: readonly string[]) => void>(v.pipe(v.array(key), v.maxLength(100_000))),
  /** Leaves the open file. */
  leaveMoveFile: call<() => void>(),
  /** Ends what is being written or taken. */
  stopMoving: call<() => void>(),
};
