import { Menu } from 'electron';
import type { CommandId, OfferedCommand } from '../contract/commands';
import { menuTemplate } from './menu-template';
import type { MenuWords } from './menu-words';

/** The menu bar. It is made anew when its words change; otherwise only what can be chosen changes in it. */
export class ApplicationMenu {
  #words: MenuWords | undefined;
  #commands: readonly OfferedCommand[] = [];

  /** @param onchoose is told which command was chosen */
  constructor(private readonly onchoose: (id: CommandId) => void) {}

  /** The words of its titles; absent until `setWords` was called. */
  get words(): MenuWords | undefined {
    return this.#words;
  }

  /** Makes the menu anew with other words. */
  setWords(words: MenuWords): void {
    this.#words = words;
    this.#build();
  }

  /** Shows what the page can do now. */
  offer(commands: readonly OfferedCommand[]): void {
    const isSame = titlesOf(commands) === titlesOf(this.#commands);
    this.#commands = commands;
    if (!isSame) this.#build();
    // A menu that is open stays so.
    else for (const { id, isEnabled } of commands) this.#enable(id, isEnabled);
  }

  #enable(id: CommandId, isEnabled: boolean): void {
    const item = Menu.getApplicationMenu()?.getMenuItemById(id);
    if (item) item.enabled = isEnabled;
  }

  #build(): void {
    if (!this.#words) return;
    const template = menuTemplate({
      words: this.#words,
      isMac: process.platform === 'darwin',
      commands: this.#commands,
      onchoose: this.onchoose,
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }
}

function titlesOf(commands: readonly OfferedCommand[]): string {
  return JSON.stringify(commands.map(({ id, title }) => [id, title]));
}
