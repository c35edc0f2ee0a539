// How presets are read, written and compared: the window keeps them by the rules of connection files.
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
