import type { OscarBridge } from '../src-main/contract/ground/bridge';

declare global {
  interface Window {
    /** Put there by the preload; `api.ts` alone reads it. */
    readonly oscar: OscarBridge<File>;
  }
}
