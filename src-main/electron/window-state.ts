import { screen, type BrowserWindow } from 'electron';
import { JsonFile } from '../adapters/documents/json-file';
import { fittingBounds, windowPlaceSchema, type Rectangle, type WindowPlace } from '../core/app/window-bounds';

/** Remembers over restarts where the window was. */
export class WindowState {
  readonly #file: JsonFile<WindowPlace>;
  #place: WindowPlace | undefined;

  /** @param path of the document, such as `<user data>/window.json` */
  constructor(path: string) {
    this.#file = new JsonFile(path, 1, windowPlaceSchema);
  }

  /** Reads where the window was. */
  async open(): Promise<void> {
    this.#place = await this.#file.read();
  }

  /** Where to open a window; `undefined` where nothing is remembered or its display is gone. */
  get bounds(): Rectangle | undefined {
    if (!this.#place) return undefined;
    const workAreas = screen.getAllDisplays().map((display) => display.workArea);
    return fittingBounds(this.#place, workAreas);
  }

  /** Whether it filled its display. */
  get isMaximized(): boolean {
    return this.#place?.isMaximized ?? false;
  }

  /** Keeps up with a window from here on. */
  follow(window: BrowserWindow): void {
    const remember = () => {
      this.#place = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
    };
    window.on('resize', remember).on('move', remember).on('maximize', remember).on('unmaximize', remember);
  }

  /** Writes down where the window is, or was when it was closed. */
  async save(): Promise<void> {
    if (this.#place) await this.#file.write(this.#place);
  }
}
