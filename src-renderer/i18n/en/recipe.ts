import type { ErrorMessage } from '../messages';

const error = (headline: string, nextStep: string): ErrorMessage => ({ headline, nextStep });

/** Several services under one name, each of which gets the results of the one before. */
export const recipeMessages = {
  recipe: {
    recipes: 'Recipes',
    new: 'New…',
    inNew: 'New recipe with this service…',
    newTitle: 'New recipe',
    editTitle: 'Edit recipe',
    text: 'Several services, one after the other: each gets what the one before made. What each step makes is kept, in a folder of its own.',
    name: 'Name',
    nameNote: 'Such as Detect, then classify',
    nameMissing: 'Give it a name.',
    nameTaken: 'There is a recipe of this name.',
    steps: 'Steps',
    noSteps: 'No step yet. Choose a service and add it.',
    service: 'Service',
    chooseService: 'Choose a service',
    addStep: 'Add step',
    asItIs: 'as it is',
    full: (most: string) => `A recipe has at most ${most} steps.`,
    otherConnections: (connection: string) =>
      `These are the services of ${connection}. To add one of another connection, open that one and edit the recipe there.`,
    up: (title: string) => `Move ${title} up`,
    down: (title: string) => `Move ${title} down`,
    remove: (title: string) => `Take ${title} out`,
    removed: (title: string) => `${title} is taken out`,
    stepIs: (title: string, place: string, howMany: string) => `${title} is step ${place} of ${howMany}`,
    of: (title: string, connection: string) => `${title} (${connection})`,
    save: 'Keep',
    cancel: 'Cancel',
    edit: 'Edit…',
    delete: 'Delete',
    select: 'Recipe',
    selectNothing: 'No recipe',
    drop: (name: string) => `Drop files to run ${name} with them`,
    dropHere: 'Drop files or a folder here.',
    chooseFiles: 'Choose files…',
    chooseFolder: 'Choose a folder…',
    step: (name: string, step: string, steps: string) => `${name}, step ${step} of ${steps}`,
  },

  recipeErrors: {
    gone: error('This recipe is not there any more', 'Choose another one, or make it again.'),
    full: (most: string) =>
      error(`No more than ${most} recipes are kept`, 'Delete one that is no longer needed, then try again.'),
    stepUnusable: {
      service: (step: number, service: string) =>
        error(
          `Step ${step} can’t be run: its cluster has no service called ${service} any more`,
          'Nothing was sent. Edit the recipe and choose another service for this step, or take the step out.',
        ),
      connection: (step: number, service: string) =>
        error(
          `Step ${step} can’t be run: the connection to ${service} is not there any more`,
          'Nothing was sent. Add the connection again and edit the recipe, or take the step out.',
        ),
    },
    typeNotTaken: (file: string, service: string, taken: string) =>
      error(
        `${file} is of a kind that ${service} doesn’t take`,
        `It takes ${taken} only. The file is kept as it is: use it as input for another service.`,
      ),
  },
};
