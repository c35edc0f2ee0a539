import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src-main/core/ground/error';
import {
  firstPlace,
  laterLists,
  nextStep,
  recipePlaceSchema,
  stepFolderName,
} from '../../../../src-main/core/recipe/place';
import {
  areSameSteps,
  freeRecipeName,
  mostSteps,
  recipeContentSchema,
  recipeNamed,
  withRecipe,
  type Recipe,
} from '../../../../src-main/core/recipe/recipe';
import { firstStepPlan, stepsOf } from '../../../../src-main/core/recipe/step-plan';
import { listPlanSchema } from '../../../../src-main/core/watch/plan';

const step = (serviceName: string) => ({ profileId: 'lab', serviceName });
const recipe = (id: string, name: string): Recipe => ({ id, name, steps: [step('cut')] });

describe('the content of a recipe', () => {
  const isTaken = (name: string, steps: readonly unknown[]) => v.is(recipeContentSchema, { name, steps });

  it('has a name, and one to twenty steps', () => {
    expect(isTaken('Evening', [step('cut')])).toBe(true);
    expect(isTaken('Evening', Array(mostSteps).fill(step('cut')))).toBe(true);
    expect(isTaken('Evening', [])).toBe(false);
    expect(isTaken('Evening', Array(mostSteps + 1).fill(step('cut')))).toBe(false);
    for (const name of ['', '  ', 'x'.repeat(81), 'left\u202eright']) expect(isTaken(name, [step('cut')])).toBe(false);
    expect(isTaken('Evening', [{ profileId: '', serviceName: 'cut' }])).toBe(false);
  });
});

describe('recipes', () => {
  const known = [recipe('1', 'Evening'), recipe('2', 'Café')];

  it('are replaced by their id, and otherwise come last', () => {
    expect(withRecipe(known, recipe('1', 'Night')).map(({ name }) => name)).toEqual(['Night', 'Café']);
    expect(withRecipe(known, recipe('3', 'Night')).map(({ name }) => name)).toEqual(['Evening', 'Café', 'Night']);
  });

  it('are found by their name, whatever its case and its form in Unicode', () => {
    expect(recipeNamed(known, 'CAFE\u0301')?.id).toBe('2');
    expect(recipeNamed(known, 'Morning')).toBeUndefined();
  });

  it('never share a name', () => {
    const names = ['Evening', 'evening (2)'];
    expect(freeRecipeName('Evening', names)).toBe('Evening (3)');
    expect(freeRecipeName('Night', names)).toBe('Night');
    const long = 'x'.repeat(80);
    expect(freeRecipeName(long, [long])).toHaveLength(76);
  });
});

describe('a list’s place in a recipe', () => {
  const ids = ['two', 'three'];
  const place = firstPlace(
    { id: 'evening', name: 'Evening', steps: [step('cut'), { ...step('count'), title: 'Counter' }, step('cut')] },
    () => ids.shift() ?? '',
  );

  it('leads from each step to the next, with the list that runs it', () => {
    const second = nextStep('one', { ...place, folder: '/out' });
    expect(second).toMatchObject({ list: 'two', step: { serviceName: 'count', title: 'Counter' } });
    expect(second?.place).toMatchObject({ id: 'evening', name: 'Evening', step: 2, source: 'one', folder: '/out' });
    const third = nextStep('two', second?.place);
    expect(third).toMatchObject({ list: 'three', step: { serviceName: 'cut' }, place: { step: 3, source: 'two' } });
    expect(nextStep('three', third?.place)).toBeUndefined();
    expect(nextStep('other', undefined)).toBeUndefined();
  });

  it('comes back from a journal as it was', () => {
    const kept: unknown = JSON.parse(JSON.stringify(nextStep('one', place)?.place));
    expect(v.parse(recipePlaceSchema, kept)).toEqual(nextStep('one', place)?.place);
  });

  it('gives each step a folder that every system can hold', () => {
    expect(stepFolderName({ step: 2 }, 'Plants: leaf/stem?')).toMatch(/^2 Plants[^:/?]*leaf[^/]*stem[^?]*$/);
    expect(stepFolderName({ step: 12 }, 'x'.repeat(400)).length).toBeLessThan(256);
  });
});

describe('the plan of a list that runs the first step', () => {
  const steps = [
    { ...step('cut'), owner: 'ana', title: 'Cutter', preparation: { picture: { longestSidePx: 512, quality: 80 } } },
    { ...step('count'), title: 'Counter' },
    step('cut'),
  ];
  const ids = ['two', 'three'];
  const plan = firstStepPlan({ id: 'evening', name: 'Evening', steps }, '/out', () => ids.shift() ?? '');

  it('has a folder of its own, and ids for the lists of the other steps', () => {
    expect(plan).toMatchObject({ serviceName: 'cut', serviceTitle: 'Cutter', outputFolder: '/out/1 Cutter' });
    expect(laterLists(plan.recipe)).toEqual(['two', 'three']);
    expect(laterLists(undefined)).toEqual([]);
  });

  it('tells the steps of its recipe, also when it was on disk, and whether they are others by now', () => {
    const kept = v.parse(listPlanSchema, JSON.parse(JSON.stringify(plan)));
    for (const known of [plan, kept]) expect(areSameSteps(stepsOf(known), steps)).toBe(true);
    expect(areSameSteps(stepsOf(kept), steps.slice(0, 2))).toBe(false);
    expect(
      areSameSteps(
        stepsOf(kept),
        [steps[0], step('count'), steps[2]].flatMap((one) => one ?? []),
      ),
    ).toBe(false);
  });

  it('is none where there is no step', () => {
    const empty = { id: 'empty', name: 'Empty', steps: [] };
    expect(() => firstStepPlan(empty, '/out', () => '')).toThrow(new AppError({ code: 'recipe-gone' }));
  });
});
