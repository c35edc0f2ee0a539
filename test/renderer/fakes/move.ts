import type { Api } from '../../../src-main/contract/ground/call';
import type { moveCalls, MovePreview } from '../../../src-main/contract/move';
import { FakeWatches } from './watch';

/** The calls about moving to another computer. */
export class FakeMove extends FakeWatches implements Api<typeof moveCalls> {
  /** The file that the user chooses, and where it is saved; `undefined` closes the dialog. */
  movePreview: MovePreview | undefined;
  movedTo: { readonly name: string; readonly folder: string } | undefined;
  /** What was asked, in order. */
  readonly moves: (readonly [call: string, argument?: unknown])[] = [];

  saveMoveFile = (hasResults: boolean) => {
    this.moves.push(['saveMoveFile', hasResults]);
    return this.reply('saveMoveFile', this.movedTo);
  };

  openMoveFile = () => this.reply('openMoveFile', this.movePreview);

  takeMoved = (keys: readonly string[]) => {
    this.moves.push(['takeMoved', keys]);
    return this.reply('takeMoved', undefined);
  };

  leaveMoveFile = () => {
    this.moves.push(['leaveMoveFile']);
    return this.reply('leaveMoveFile', undefined);
  };

  stopMoving = () => {
    this.moves.push(['stopMoving']);
    return this.reply('stopMoving', undefined);
  };
}
