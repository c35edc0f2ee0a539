import type { BatchItem } from '../batch';
import { reasonOf } from '../reasons';
import { pathBelow } from '../../ground/paths';
import type { ExportedDetection, ReadDetections, ShareBox, TableWords } from './table';

/** What is said of photos without detections, as the person reads it. */
export interface DetectionWords extends TableWords {
  /** That an answer tells of no places in its photo. */
  readonly unplaced: string;
}

const formatVersion = '1.5';
const wholePicture: ShareBox = { left: 0, top: 0, width: 1, height: 1 };
const photoEndings = /\.(?:jpe?g|jfif|png|gif|bmp|webp|tiff?|heic|heif|avif|jxl)$/i;

/** Whether a list has detections that other programs for photos understand. */
export function hasPhotoDetections(items: readonly BatchItem[]): boolean {
  return items.some((item) => item.fields?.form === 'findings' && isPhoto(item));
}

/** Whether an item is a photo: the format asks more of videos than is known here. */
export function isPhoto({ relativePath }: Pick<BatchItem, 'relativePath'>): boolean {
  return photoEndings.test(relativePath);
}

/** The folder that holds all of some folders; empty where they have none in common. @param folders with `/` between them */
export function commonFolder(folders: Iterable<string>): string {
  let common: readonly string[] | undefined;
  for (const folder of folders) {
    const parts = folder.split('/');
    const end = common?.findIndex((part, index) => part !== parts[index]) ?? -1;
    common = end === -1 ? (common ?? parts) : common?.slice(0, end);
  }
  return common?.join('/') ?? '';
}

/**
 * Detections of photos in the format of MegaDetector, which Timelapse and AddaxAI open, a piece at a time. What a person says
 * counts as sure: a corrected label stands for all that was found, or for the whole photo where nothing was.
 * @see MegaDetector output format, version 1.5; its checker takes a whole number for no confidence
 */
export class DetectionDocument {
  readonly #categories = new Map<string, string>();
  #separator = '\n';

  /** @param folder that the paths of photos start from; empty where they have none in common */
  constructor(
    private readonly folder: string,
    private readonly words: DetectionWords,
  ) {}

  /** How it begins. @param detector what the service is called */
  head(detector: string): string {
    return `{"info":${JSON.stringify({ format_version: formatVersion, detector })},"images":[`;
  }

  /** One photo; empty for one that was not run. */
  photo(item: BatchItem, read: ReadDetections): string {
    const { state } = item;
    const found = read === 'unread' ? undefined : read;
    const file = JSON.stringify(this.#photoPath(item));
    const detections = 'result' in state || item.mark?.label !== undefined ? this.#detections(item, found) : undefined;
    const failure = detections ? undefined : this.#failure(item, read === 'unread');
    if (!detections && failure === undefined) return '';
    const separator = this.#separator;
    this.#separator = ',\n';
    if (!detections) return `${separator}{"file":${file},"failure":${JSON.stringify(failure)},"detections":null}`;
    return `${separator}{"file":${file},"detections":[${detections.join(',')}]}`;
  }

  /** How it ends: only then are the categories known. */
  tail(): string {
    const categories = Object.fromEntries([...this.#categories].map(([label, number]) => [number, label]));
    return `\n],"detection_categories":${JSON.stringify(categories)}}\n`;
  }

  #detections({ mark }: BatchItem, found: readonly ExportedDetection[] | undefined): readonly string[] | undefined {
    const isPlaced = found?.every(({ box }) => box !== undefined) === true;
    if (mark?.label !== undefined) {
      const boxes = isPlaced && found && found.length > 0 ? found.flatMap(({ box }) => box ?? []) : [wholePicture];
      return boxes.map((box) => this.#detection(mark.label ?? '', 1, box));
    }
    if (!isPlaced) return undefined;
    return found?.flatMap(({ label, score = 1, box }) => (box ? [this.#detection(label, score, box)] : []));
  }

  #detection(label: string, score: number, { left, top, width, height }: ShareBox): string {
    const box = [left, top, width, height].map(decimal).join(',');
    return `{"category":"${this.#categoryOf(label)}","conf":${decimal(score)},"bbox":[${box}]}`;
  }

  #failure(item: BatchItem, isUnread: boolean): string | undefined {
    const { state } = item;
    if ('result' in state) return isUnread ? this.words.unread : this.words.unplaced;
    if (state.status === 'cancelled') return state.status;
    const reason = reasonOf(item);
    return reason === undefined ? undefined : (this.words.reasons[reason] ?? reason);
  }

  /** Numbers from 1: others take 0 for a photo without anything. Names may not be blank. */
  #categoryOf(label: string): string {
    const name = label.trim() === '' ? '?' : label;
    const known = this.#categories.get(name) ?? String(this.#categories.size + 1);
    this.#categories.set(name, known);
    return known;
  }

  #photoPath({ base, relativePath }: BatchItem): string {
    const path = pathBelow(base, relativePath).replace(/\\/g, '/');
    const isBelow = this.folder !== '' && path.startsWith(`${this.folder}/`);
    return isBelow ? path.slice(this.folder.length + 1) : path;
  }
}

/** A number that every reader takes for one with decimals. */
function decimal(number: number): string {
  return Number.isInteger(number) ? number.toFixed(1) : String(number);
}
