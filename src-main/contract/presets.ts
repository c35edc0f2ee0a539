// The window reads, writes and compares presets by the same rules as connection files.
export { isSamePreparation } from '../core/input/preparation';
export {
  allPresets,
  answerLimitsOf,
  isOfInput,
  isOfList,
  isOutdated,
  longestPreset,
  mostPresets,
  readPreset,
  sharable,
  stayingParts,
  withoutFiles,
  writePreset,
  type Preset,
  type SharablePreset,
} from '../core/service/preset';
