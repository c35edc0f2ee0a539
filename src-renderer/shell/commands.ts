import type { WatchWork } from '../../src-main/core/watch/plan';
import { commandIds, type CommandId, type OfferedCommand } from '../../src-main/contract/commands';
import { helpTopic } from '../help/help-topic';
import { m } from '../i18n/locale.svelte';
import { serviceWords } from '../i18n/service-words';
import { focusRegion, moveRegion, regionIds, type RegionId } from '../ui/regions';
import type { AppState } from './context';
import { isDialogOpen } from '../ui/open-dialogs.svelte';
import { isAtWork, isResultAlone, shownResult } from './in-sight';

/** When a command can be carried out, and what it does. */
interface Command {
  isEnabled(app: AppState): boolean;
  carryOut(app: AppState): void;
  /** Whether it can be used while a dialog waits for its answer. */
  readonly worksInDialogs?: true;
}

const always = () => true;

/** What every command does; its keys are in the contract, its title in the messages. */
const commands: Readonly<Record<CommandId, Command>> = {
  'choose-files': { isEnabled: isAtWork, carryOut: (app) => void choose(app, 'files') },
  'choose-folder': { isEnabled: isAtWork, carryOut: (app) => void choose(app, 'folders') },
  'watch-folder': {
    isEnabled: (app) => isAtWork(app) && chosenWork(app) !== undefined,
    carryOut: watchFolder,
  },
  save: {
    isEnabled: (app) => shownResult(app) !== undefined,
    carryOut: (app) => void shownResult(app)?.save('payload'),
  },
  'save-to-folder': {
    isEnabled: (app) => shownResult(app)?.saveFolder !== undefined,
    carryOut: (app) => void shownResult(app)?.saveToFolder(),
  },
  'take-away': {
    isEnabled: (app) => isAtWork(app) && app.batch.isShown && app.batch.isBegun,
    carryOut: ({ batch }) => {
      batch.exporting.isMenuOpen = true;
    },
  },
  'add-connection': { isEnabled: always, carryOut: ({ profiles }) => profiles.add() },
  'open-connection-file': { isEnabled: always, carryOut: ({ connectionFiles }) => void connectionFiles.choose() },
  'import-clusters': { isEnabled: always, carryOut: ({ imports }) => void imports.open() },
  'new-recipe': {
    isEnabled: (app) => isAtWork(app) && app.cluster.services.length > 0,
    carryOut: ({ recipes }) => recipes.begin(),
  },
  settings: {
    isEnabled: always,
    carryOut: ({ settings }) => {
      settings.isOpen = true;
    },
  },
  'try-sample': {
    isEnabled: (app) => isAtWork(app) && !app.batch.isShown && app.serviceNotes.hasSample,
    carryOut: ({ serviceNotes }) => void serviceNotes.trySample(),
  },
  run: {
    isEnabled: (app) =>
      isAtWork(app) && (app.batch.isShown ? app.batch.canStart : app.cluster.current?.obstacle === undefined),
    carryOut: ({ batch, serviceNotes }) => void (batch.isShown ? batch.start(false) : serviceNotes.runOrAsk()),
  },
  stop: {
    isEnabled: (app) =>
      isAtWork(app) && (app.batch.isShown ? app.batch.canStop : app.cluster.current?.isRunning === true),
    carryOut: ({ shell }) => {
      shell.isAskingToStop = true;
    },
  },
  'back-to-services': {
    isEnabled: (app) => app.files.isOpen || app.history.isOpen || app.jobs.isOpen || isResultAlone(app),
    carryOut: ({ files, history, jobs, shell }) => {
      files.close();
      history.close();
      jobs.close();
      shell.isResultAlone = false;
    },
  },
  connections: {
    isEnabled: ({ cluster, profiles }) => cluster.profile !== undefined || profiles.profiles.length > 0,
    carryOut: ({ shell }) => {
      shell.isConnectionMenuOpen = true;
    },
  },
  'find-service': {
    isEnabled: isAtWork,
    carryOut: () => document.getElementById('service-search')?.focus(),
  },
  history: {
    isEnabled: always,
    carryOut: ({ files, history, jobs }) => {
      files.close();
      jobs.close();
      if (history.isOpen) history.close();
      else void history.open();
    },
  },
  jobs: {
    // The window offers the place from the first job on.
    isEnabled: ({ jobs }) => jobs.isOpen || jobs.jobs.length > 0,
    carryOut: ({ files, history, jobs }) => {
      files.close();
      history.close();
      if (jobs.isOpen) jobs.close();
      else jobs.open();
    },
  },
  'watched-folders': {
    isEnabled: ({ watches }) => watches.watches.length > 0,
    carryOut: ({ watches }) => {
      watches.isOpen = true;
    },
  },
  'next-region': { isEnabled: isAtWork, carryOut: () => moveRegion(1) },
  'previous-region': { isEnabled: isAtWork, carryOut: () => moveRegion(-1) },
  'go-to-services': goTo(regionIds[0]),
  'go-to-input': goTo(regionIds[1]),
  'go-to-actions': goTo(regionIds[2]),
  'go-to-result': goTo(regionIds[3]),
  'result-alone': {
    isEnabled: (app) => isAtWork(app) && shownResult(app) !== undefined,
    carryOut: ({ shell }) => {
      shell.isResultAlone = !shell.isResultAlone;
      focusRegion(regionIds[3]);
    },
  },
  help: {
    isEnabled: always,
    worksInDialogs: true,
    carryOut: (app) => {
      app.shell.helpPage ??= helpTopic(app);
    },
  },
  keyboard: {
    isEnabled: always,
    worksInDialogs: true,
    carryOut: ({ shell }) => {
      shell.helpPage = 'keyboard';
    },
  },
  'first-steps': {
    isEnabled: always,
    worksInDialogs: true,
    carryOut: ({ files, firstSteps, history, jobs, shell }) => {
      shell.helpPage = undefined;
      files.close();
      history.close();
      jobs.close();
      firstSteps.begin();
    },
  },
  about: {
    isEnabled: ({ settings }) => settings.appInfo !== undefined,
    worksInDialogs: true,
    carryOut: ({ shell }) => {
      shell.isAboutOpen = true;
    },
  },
};

/** Whether a command can be carried out now. */
export function isEnabled(app: AppState, id: CommandId): boolean {
  const command = commands[id];
  return (command.worksInDialogs === true || !isDialogOpen()) && command.isEnabled(app);
}

/** Carries a command out, if it can be now; says whether it was. */
export function carryOut(app: AppState, id: CommandId): boolean {
  if (!isEnabled(app, id)) return false;
  commands[id].carryOut(app);
  return true;
}

/** Every command as the menu bar shows it. */
export function offeredCommands(app: AppState): OfferedCommand[] {
  return commandIds.map((id) => ({ id, title: m().commands.titles[id], isEnabled: isEnabled(app, id) }));
}

async function choose({ batch, cluster, recipes }: AppState, kind: 'files' | 'folders'): Promise<void> {
  const reply = await batch.choose(kind);
  if (recipes.current) await recipes.take(reply);
  else cluster.current?.takeInput(reply);
}

/** The service or recipe of the shown list, or the one that is chosen. A recipe that is gone leaves the service of its step. */
function chosenWork({ batch, cluster, recipes, serviceNotes }: AppState): WatchWork | undefined {
  if (batch.isShown && batch.overview) {
    const { profileId, serviceName, owner, serviceTitle: title, recipe } = batch.overview;
    if (recipes.all.some(({ id }) => id === recipe?.id)) return recipe && { recipeId: recipe.id };
    if (serviceName === '') return undefined;
    return { profileId, serviceName, ...(owner !== undefined && { owner }), ...(title !== undefined && { title }) };
  }
  if (recipes.current) return { recipeId: recipes.current.id };
  const { current, profile } = cluster;
  if (!current || !profile) return undefined;
  const { name: serviceName, owner } = current.service;
  const { title } = serviceWords(current.service, profile, serviceNotes.cardOf(current.service));
  return { profileId: profile.id, serviceName, title, ...(owner !== undefined && { owner }) };
}

/** Asks for a folder whose new files are run as the shown list is. */
function watchFolder(app: AppState): void {
  const work = chosenWork(app);
  if (work) void app.watches.begin(work, app.batch.isShown ? app.batch.overview?.id : undefined);
}

function goTo(region: RegionId): Command {
  return { isEnabled: isAtWork, carryOut: () => focusRegion(region) };
}
