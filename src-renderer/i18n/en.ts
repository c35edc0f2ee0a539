import { aboutMessages } from './en/about';
import { appearanceMessages } from './en/appearance';
import { batchMessages } from './en/batch';
import { cardsMessages } from './en/cards';
import { commandsMessages } from './en/commands';
import { connectionsMessages } from './en/connections';
import { contentsMessages } from './en/contents';
import { errorsMessages } from './en/errors';
import { exportMessages } from './en/export';
import { firstStepsMessages } from './en/first-steps';
import { formsMessages } from './en/forms';
import { historyMessages } from './en/history';
import { inputMessages } from './en/input';
import { jobMessages } from './en/job';
import { storageMessages } from './en/storage';
import { mediaMessages } from './en/media';
import { picturesMessages } from './en/pictures';
import { preparingMessages } from './en/preparing';
import { moveMessages } from './en/move';
import { movingMessages } from './en/moving';
import { presetsMessages } from './en/presets';
import { recipeMessages } from './en/recipe';
import { teacherMessages } from './en/teacher';
import { resultsMessages } from './en/results';
import { reviewMessages } from './en/review';
import { runMessages } from './en/run';
import { savingMessages } from './en/saving';
import { servicesMessages } from './en/services';
import { signInMessages } from './en/sign-in';
import { tableMessages } from './en/table';
import { trustMessages } from './en/trust';
import { watchMessages } from './en/watch';
import { welcomeMessages } from './en/welcome';

/** Every word the window says, in English; a file of `en/` for each part of it. The other languages have the same shape. */
export const en = {
  ...aboutMessages,
  ...welcomeMessages,
  ...commandsMessages,
  ...connectionsMessages,
  ...signInMessages,
  ...movingMessages,
  ...moveMessages,
  ...servicesMessages,
  ...cardsMessages,
  ...presetsMessages,
  ...recipeMessages,
  ...watchMessages,
  ...teacherMessages,
  ...inputMessages,
  ...runMessages,
  ...batchMessages,
  ...reviewMessages,
  ...exportMessages,
  ...tableMessages,
  ...resultsMessages,
  ...savingMessages,
  ...firstStepsMessages,
  ...formsMessages,
  ...historyMessages,
  ...jobMessages,
  ...storageMessages,
  ...appearanceMessages,
  ...contentsMessages,
  ...picturesMessages,
  ...preparingMessages,
  ...mediaMessages,
  ...errorsMessages,
  ...trustMessages,
};

/** The shape of a language's messages; every language satisfies it. */
export type Messages = typeof en;
