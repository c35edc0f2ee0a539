import { aboutMessages } from './es/about';
import { appearanceMessages } from './es/appearance';
import { batchMessages } from './es/batch';
import { cardsMessages } from './es/cards';
import { commandsMessages } from './es/commands';
import { connectionsMessages } from './es/connections';
import { contentsMessages } from './es/contents';
import { errorsMessages } from './es/errors';
import { exportMessages } from './es/export';
import { firstStepsMessages } from './es/first-steps';
import { formsMessages } from './es/forms';
import { historyMessages } from './es/history';
import { inputMessages } from './es/input';
import { jobMessages } from './es/job';
import { storageMessages } from './es/storage';
import { mediaMessages } from './es/media';
import { moveMessages } from './es/move';
import { movingMessages } from './es/moving';
import { picturesMessages } from './es/pictures';
import { preparingMessages } from './es/preparing';
import { presetsMessages } from './es/presets';
import { recipeMessages } from './es/recipe';
import { teacherMessages } from './es/teacher';
import { resultsMessages } from './es/results';
import { reviewMessages } from './es/review';
import { runMessages } from './es/run';
import { savingMessages } from './es/saving';
import { servicesMessages } from './es/services';
import { signInMessages } from './es/sign-in';
import { tableMessages } from './es/table';
import { trustMessages } from './es/trust';
import { watchMessages } from './es/watch';
import { welcomeMessages } from './es/welcome';
import type { Messages } from './en';

/** Every word the window says, in Spanish. */
export const es: Messages = {
  ...aboutMessages,
  ...welcomeMessages,
  ...commandsMessages,
  ...connectionsMessages,
  ...signInMessages,
  ...trustMessages,
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
  ...picturesMessages,
  ...preparingMessages,
  ...mediaMessages,
  ...firstStepsMessages,
  ...formsMessages,
  ...historyMessages,
  ...jobMessages,
  ...storageMessages,
  ...appearanceMessages,
  ...contentsMessages,
  ...errorsMessages,
};
