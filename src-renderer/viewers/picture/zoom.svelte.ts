/** Width and height, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A place or a distance, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const nothing: Size = { width: 0, height: 0 };
const middle: Point = { x: 0.5, y: 0.5 };
const largestScale = 32;
const zoomStep = 1.25;
/** How much of the board one press of an arrow key moves. */
const panRatio = 0.15;

/**
 * The scale of a picture, and which part of it is visible. Boards that share one state move together.
 * Scales are screen pixels for a pixel of the picture.
 */
export class ZoomState {
  /** The size of the board. */
  board = $state.raw(nothing);
  /** The size of the picture. */
  picture = $state.raw(nothing);
  // Until the user chooses a scale, the picture is as large as fits.
  #chosenScale = $state<number>();
  #chosenCentre = $state.raw(middle);

  /** The scale at which the whole picture is visible, at most 1. */
  readonly fitScale = $derived(
    this.picture.width === 0 || this.board.width === 0
      ? 1
      : Math.min(1, this.board.width / this.picture.width, this.board.height / this.picture.height),
  );
  readonly scale = $derived(Math.max(this.fitScale, this.#chosenScale ?? this.fitScale));
  readonly isFit = $derived(this.scale === this.fitScale);
  readonly isActual = $derived(this.scale === 1);
  readonly canZoomIn = $derived(this.scale < largestScale);
  /** Where the picture's upper left corner is on the board. */
  readonly corner = $derived.by((): Point => {
    const { board, picture, scale } = this;
    const centre = this.#centre;
    return {
      x: board.width / 2 - centre.x * picture.width * scale,
      y: board.height / 2 - centre.y * picture.height * scale,
    };
  });
  /** Whether a part of the picture is outside of the board. */
  readonly isLargerThanBoard = $derived(
    this.picture.width * this.scale > this.board.width + 0.5 ||
      this.picture.height * this.scale > this.board.height + 0.5,
  );
  readonly #centre = $derived.by((): Point => {
    const { board, picture, scale } = this;
    return {
      x: within(this.#chosenCentre.x, board.width / (picture.width * scale)),
      y: within(this.#chosenCentre.y, board.height / (picture.height * scale)),
    };
  });

  /** Shows all of the picture. */
  fit(): void {
    this.#chosenScale = undefined;
    this.#chosenCentre = middle;
  }

  /** Shows one pixel of the picture as one of the screen. */
  showActual(): void {
    this.zoomBy(1 / this.scale);
  }

  /** Zooms in or out by steps; the point `at` of the board keeps showing the same. */
  zoomBySteps(steps: number, at?: Point): void {
    this.zoomBy(zoomStep ** steps, at);
  }

  /** Scales the picture by a factor; the point `at` of the board keeps showing the same. */
  zoomBy(factor: number, at: Point = { x: this.board.width / 2, y: this.board.height / 2 }): void {
    const before = this.scale;
    const scale = Math.min(largestScale, Math.max(this.fitScale, before * factor));
    const centre = this.#centre;
    const { board, picture } = this;
    const shift = 1 / before - 1 / scale;
    this.#chosenScale = scale;
    this.#chosenCentre = {
      x: centre.x + ((at.x - board.width / 2) / picture.width) * shift,
      y: centre.y + ((at.y - board.height / 2) / picture.height) * shift,
    };
  }

  /** Moves the picture over the board, by pixels of the screen. */
  panBy(distance: Point): void {
    const centre = this.#centre;
    this.#chosenCentre = {
      x: centre.x - distance.x / (this.picture.width * this.scale),
      y: centre.y - distance.y / (this.picture.height * this.scale),
    };
  }

  /** Carries out a key. @returns whether the key means something here */
  press(key: string): boolean {
    const { width, height } = this.board;
    const pan = (x: number, y: number) => this.panBy({ x: x * width * panRatio, y: y * height * panRatio });
    if (key === '+' || key === '=') this.zoomBySteps(1);
    else if (key === '-' || key === '_') this.zoomBySteps(-1);
    else if (key === '0') this.fit();
    else if (key === '1') this.showActual();
    else if (key === 'ArrowLeft') pan(1, 0);
    else if (key === 'ArrowRight') pan(-1, 0);
    else if (key === 'ArrowUp') pan(0, 1);
    else if (key === 'ArrowDown') pan(0, -1);
    else return false;
    return true;
  }
}

/** Limits a centre so that the board shows no empty space that can be avoided; `seenRatio` of the picture is visible. */
function within(centre: number, seenRatio: number): number {
  if (!(seenRatio < 1)) return 0.5;
  return Math.min(1 - seenRatio / 2, Math.max(seenRatio / 2, centre));
}
