// The window reads, writes and compares presets by the same rules as connection files.
export {
  allPresets,
  isOutdated,
  longestPreset,
  mostPresets,
  readPreset,
  withoutFiles,
  writePreset,
  type Preset,
} from '../core/service/preset';
