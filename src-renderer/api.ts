import type { OscarBridge } from '../src-main/contract/ground/bridge';

/** The main process as the page knows it. */
export type Oscar = OscarBridge<File>;

/** The main process of this window. */
export function connectedOscar(): Oscar {
  return window.oscar;
}
