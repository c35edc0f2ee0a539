import type { Detection } from '../../../src-main/contract/findings';

const fontPx = 24;
const lineWidth = 4;

/** The detections with the highest scores. The highest comes last, so that it is drawn over the others. No score counts as 1. */
export function surest(detections: readonly Detection[], most: number): readonly Detection[] {
  const bySureness = [...detections].sort((one, other) => (other.score ?? 1) - (one.score ?? 1));
  return bySureness.slice(0, most).reverse();
}

/** Draws what was found over a picture: white on black, so that it can be seen on every photo. */
export function drawBoxes(context: CanvasRenderingContext2D, detections: readonly Detection[]): void {
  context.font = `600 ${fontPx}px sans-serif`;
  context.lineJoin = 'round';
  for (const { box, label } of detections) {
    for (const [style, width] of [
      ['black', 2 * lineWidth],
      ['white', lineWidth],
    ] as const) {
      context.strokeStyle = style;
      context.lineWidth = width;
      context.strokeRect(box.x, box.y, box.width, box.height);
    }
    const baseline = Math.max(box.y - lineWidth - 2, fontPx);
    context.strokeStyle = 'black';
    context.lineWidth = lineWidth;
    context.strokeText(label, box.x, baseline);
    context.fillStyle = 'white';
    context.fillText(label, box.x, baseline);
  }
}
