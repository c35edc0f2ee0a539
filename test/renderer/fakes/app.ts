import type { ClosingChoice } from '../../../src-main/core/app/closing';
import type { ContextMenuLine, SetAsideFile, appCalls } from '../../../src-main/contract/app';
import type { SavedFile } from '../../../src-main/contract/result';
import type { Settings } from '../../../src-main/core/app/settings';
import type { Api } from '../../../src-main/contract/ground/call';
import type { CommandId, OfferedCommand } from '../../../src-main/contract/commands';
import { FakeReplies } from './replies';

/** The calls about the program itself. */
export class FakeApp extends FakeReplies implements Api<typeof appCalls> {
  settings: Settings = {
    waitLimitSeconds: 300,
    receiveLimitSeconds: 3600,
    retriesEnabled: true,
    answerLimitBytes: 1e9,
    keepDays: 90,
    keepBytes: 20e9,
    savesProvenance: false,
    leftOutNames: [],
    spreadsheetForm: 'system',
    tellsWhenFinished: true,
    language: 'system',
    theme: 'system',
    inputShare: 0,
    listShare: 0,
    knowsFirstSteps: true,
  };
  /** Where the user saves; `undefined` closes the dialog. */
  savedFile: SavedFile | undefined = { name: 'leaf – grayscale.png', folder: 'Pictures' };
  setAside: readonly SetAsideFile[] = [];

  /** The lines of the context menu that was opened last, and which one the user chooses of any. */
  contextMenu: readonly string[] = [];
  chosenLine: string | undefined;

  /** What the menu bar shows. */
  offeredCommands: readonly OfferedCommand[] = [];

  /** Asks the page what is to become of a running batch. */
  askClosing(): void {
    this.push('closingAsked', undefined);
  }

  /** Chooses a command in the menu bar. */
  chooseCommand(id: CommandId): void {
    this.push('commandChosen', id);
  }

  getAppInfo = () =>
    this.reply('getAppInfo', {
      version: '1.2.3',
      electronVersion: '45.0.0',
      chromiumVersion: '150.0.0.0',
      nodeVersion: '24.0.0',
      builtAt: '2026-03-05T10:00:00.000Z',
      isSandboxed: true,
      isTestBuild: false,
    });
  getSettings = () => this.reply('getSettings', this.settings);

  changeSettings = (change: Partial<Settings>) => {
    this.settings = { ...this.settings, ...change };
    return this.reply('changeSettings', this.settings);
  };

  offerCommands = (commands: readonly OfferedCommand[]) => {
    this.offeredCommands = commands;
    return this.reply('offerCommands', undefined);
  };

  openContextMenu = (groups: readonly (readonly ContextMenuLine[])[]) => {
    this.contextMenu = groups.flat().map(({ label }) => label);
    const chosen = groups.flat().find(({ label }) => label === this.chosenLine);
    return this.reply('openContextMenu', chosen?.id);
  };
  showLicences = () => this.told('showLicences');
  listSetAsideFiles = () => this.reply('listSetAsideFiles', this.setAside);
  showSetAsideFile = () => this.reply('showSetAsideFile', undefined);
  decideClosing = (choice: ClosingChoice) => this.told('decideClosing', choice);
}
