import * as v from 'valibot';
import { type ClosingChoice, closingChoices } from '../core/app/closing';
import { type Settings, settingsChangeSchema } from '../core/app/settings';
import { name } from './ground/arguments';
import { call } from './ground/call';
import { type OfferedCommand, type CommandId, commandIds } from './commands';

/** Facts about the running program. */
export interface AppInfo {
  readonly version: string;
  readonly electronVersion: string;
  readonly chromiumVersion: string;
  readonly nodeVersion: string;
  /** When it was built; ISO 8601, UTC. */
  readonly builtAt: string;
  /** Whether Chromium keeps the page apart from the rest of the computer. */
  readonly isSandboxed: boolean;
  /** Whether it runs on an Electron that is for development and tests only. */
  readonly isTestBuild: boolean;
}

/** A line of a context menu; the page says what it means. */
export interface ContextMenuLine {
  readonly id: string;
  readonly label: string;
}

/** Where a context menu opens, in pixels of the page. */
export interface ContextMenuPlace {
  readonly x: number;
  readonly y: number;
}

/** A document of the app that could not be understood at the start, and was set aside. */
export interface SetAsideFile {
  readonly name: string;
  /** Whether a newer version of the app wrote it, or it is cut off or damaged. */
  readonly reason: 'newer' | 'damaged';
  readonly document: 'profiles' | 'settings' | 'recipes' | 'watches';
}

const offeredCommand = v.strictObject({
  id: v.picklist(commandIds),
  title: name,
  isEnabled: v.boolean(),
});
const contextMenuLine = v.strictObject({ id: name, label: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)) });
const coordinate = v.pipe(v.number(), v.minValue(0), v.maxValue(100_000));
const menuPlace = v.strictObject({ x: coordinate, y: coordinate });

/** What the page can ask of the program itself: settings, menus, its window. */
export const appCalls = {
  getAppInfo: call<() => AppInfo>(),
  getSettings: call<() => Settings>(),
  changeSettings: call<(change: Partial<Settings>) => Settings>(settingsChangeSchema),
  /** Shows in the menu bar what the page can do now. */
  offerCommands: call<(commands: readonly OfferedCommand[]) => void>(
    v.pipe(v.array(offeredCommand), v.maxLength(commandIds.length)),
  ),
  /** Shows a context menu, in groups; answers which line was chosen, `undefined` when none was. */
  openContextMenu: call<
    (groups: readonly (readonly ContextMenuLine[])[], place: ContextMenuPlace) => string | undefined
  >(v.pipe(v.array(v.pipe(v.array(contextMenuLine), v.maxLength(50))), v.maxLength(20)), menuPlace),
  /** Opens the folder with the licences of what the program is made of. */
  showLicences: call<() => void>(),
  listSetAsideFiles: call<() => readonly SetAsideFile[]>(),
  /** Shows a file that was set aside in the system's file manager. */
  showSetAsideFile: call<(name: string) => void>(name),
  /** Answers `closingAsked`. */
  decideClosing: call<(choice: ClosingChoice) => void>(v.picklist(closingChoices)),
};

/** What the main process tells the page of the program itself: settings, menus, its window. */
export interface AppEvents {
  /** The window is to be closed while a batch runs: what about it? */
  closingAsked: undefined;
  /** A command was chosen in the menu bar. */
  commandChosen: CommandId;
}
