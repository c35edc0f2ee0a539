import type { ErrorMessage } from '../messages';

const error = (headline: string, nextStep: string): ErrorMessage => ({ headline, nextStep });

/** Several services under one name, each of which gets the results of the one before. */
export const recipeMessages = {
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
