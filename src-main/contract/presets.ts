// The window reads, writes and compares presets by the same rules as connection files.
export {
  allPresets,
  isOutdated,
  longestPreset,
  mostPresets,
  readPreset,
  sharable,
  withoutFiles,
  writePreset,
  type Preset,
  type SharablePreset,
} from '../core/service/preset';
