import type { BatchPlan, BatchPlanChange } from './batch';

/** A plan after a change; what the change does not name stays. */
export function changedPlan(plan: BatchPlan, change: BatchPlanChange): BatchPlan {
  const { profileId, serviceName, owner, title } = change.service ?? { ...plan, title: plan.serviceTitle };
  const preparation = change.preparation ?? plan.preparation ?? 'none';
  const answerLimits = change.answerLimits ?? plan.answerLimits ?? 'none';
  const atOnceLimit = change.atOnceLimit ?? plan.atOnceLimit ?? 0;
  return {
    profileId,
    serviceName,
    ...(owner !== undefined && { owner }),
    ...(title !== undefined && { serviceTitle: title }),
    outputFolder: plan.outputFolder,
    ...((change.inDatedFolder ?? plan.inDatedFolder) && { inDatedFolder: true }),
    template: change.template ?? plan.template,
    collision: change.collision ?? plan.collision,
    ...(atOnceLimit > 0 && { atOnceLimit }),
    ...(answerLimits !== 'none' && { answerLimits }),
    ...((change.inBackground ?? plan.inBackground) && { inBackground: true }),
    ...(preparation !== 'none' && { preparation }),
    ...(plan.table && { table: plan.table }),
    // Another service is chosen instead of the recipe.
    ...(plan.recipe && !change.service && { recipe: plan.recipe }),
  };
}
