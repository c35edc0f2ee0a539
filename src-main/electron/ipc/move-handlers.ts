import type { Handlers } from '../../contract/ground/call';
import type { moveCalls } from '../../contract/move';
import { fileAndFolder } from '../../core/ground/paths';
import { moveFileEnding } from '../../core/move/moved';
import type { MoveService } from '../../services/move/move-service';
import type { Dialogs } from '../dialogs';

/** Answers the calls about moving to another computer. @param today the day, for the name of the file */
export function moveHandlers(moving: MoveService, dialogs: Dialogs, today: () => string): Handlers<typeof moveCalls> {
  return {
    saveMoveFile: async (hasResults) => {
      const path = await dialogs.chooseSavePath(`OSCAR Desktop ${today()}${moveFileEnding}`);
      return path === undefined ? undefined : fileAndFolder(await moving.write(path, hasResults));
    },
    openMoveFile: async () => {
      const path = await dialogs.chooseFileOfKind([moveFileEnding.slice(1)]);
      return path === undefined ? undefined : moving.open(path);
    },
    takeMoved: (keys) => moving.take(keys),
    leaveMoveFile: () => moving.leave(),
    stopMoving: () => moving.stop(),
  };
}
