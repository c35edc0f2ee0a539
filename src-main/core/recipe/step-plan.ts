import type { OwnListPlan } from '../batch/batch';
import { AppError } from '../ground/error';
import type { BatchId } from '../ground/ids';
import { pathBelow } from '../ground/paths';
import { firstPlace, stepFolderName, type RecipePlace } from './place';
import type { Recipe, RecipeStep } from './recipe';

/** The plan of a list that runs a step. @param folder that has a folder for each step */
export function stepPlan(step: RecipeStep, place: RecipePlace, folder: string): OwnListPlan {
  const { profileId, serviceName, owner, title, preparation } = step;
  return {
    profileId,
    serviceName,
    ...(owner !== undefined && { owner }),
    ...(title !== undefined && { serviceTitle: title }),
    outputFolder: pathBelow(folder, stepFolderName(place, title ?? serviceName)),
    ...(preparation && { preparation }),
    recipe: place,
  };
}

/**
 * The plan of a list that runs the first step.
 * @param newId makes the ids of the lists that run the other steps
 * @throws AppError `recipe-gone` where it has no step
 */
export function firstStepPlan(recipe: Recipe, folder: string, newId: () => BatchId): OwnListPlan {
  const [first] = recipe.steps;
  if (!first) throw new AppError({ code: 'recipe-gone' });
  return stepPlan(first, { ...firstPlace(recipe, newId), folder }, folder);
}

/** The steps that a list and those behind it run. */
export function stepsOf(plan: OwnListPlan): readonly RecipeStep[] {
  const { profileId, serviceName, owner, serviceTitle: title, preparation, recipe } = plan;
  const first = {
    profileId,
    serviceName,
    ...(owner !== undefined && { owner }),
    ...(title !== undefined && { title }),
    ...(preparation && { preparation }),
  };
  return [first, ...(recipe?.rest ?? [])];
}
