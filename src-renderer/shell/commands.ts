import { commandIds, type CommandId, type OfferedCommand } from '../../src-main/contract/commands';
import { helpTopic } from '../help/help-topic';
import { m } from '../i18n/locale.svelte';
import { focusRegion, moveRegion, regionIds, type RegionId } from '../ui/regions';
import type { AppState } from './context';
import { isDialogOpen } from '../ui/open-dialogs.svelte';

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
  'leave-history': {
    isEnabled: ({ history, jobs }) => history.isOpen || jobs.isOpen,
    carryOut: ({ history, jobs }) => {
      history.close();
      jobs.close();
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
    carryOut: ({ history, jobs }) => {
      jobs.close();
      if (history.isOpen) history.close();
      else void history.open();
    },
  },
  'next-region': { isEnabled: isAtWork, carryOut: () => moveRegion(1) },
  'previous-region': { isEnabled: isAtWork, carryOut: () => moveRegion(-1) },
  'go-to-services': goTo(regionIds[0]),
  'go-to-input': goTo(regionIds[1]),
  'go-to-actions': goTo(regionIds[2]),
  'go-to-result': goTo(regionIds[3]),
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
    carryOut: ({ firstSteps, history, jobs, shell }) => {
      shell.helpPage = undefined;
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

/** Whether the services of a connection are in sight, rather than the history, the jobs or the welcome. */
function isAtWork({ cluster, history, jobs }: AppState): boolean {
  return cluster.profile !== undefined && !history.isOpen && !jobs.isOpen;
}

/** The result that is looked at. */
function shownResult({ batch, cluster, history, jobs }: AppState) {
  if (jobs.isOpen) return jobs.opened?.shown;
  if (history.isOpen) return history.opened?.shown;
  return batch.isShown ? batch.review.shown : cluster.current?.shown;
}

async function choose({ batch, cluster }: AppState, kind: 'files' | 'folders'): Promise<void> {
  cluster.current?.takeInput(await batch.choose(kind));
}

function goTo(region: RegionId): Command {
  return { isEnabled: isAtWork, carryOut: () => focusRegion(region) };
}
