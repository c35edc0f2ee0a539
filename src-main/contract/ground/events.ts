import type { AppEvents } from '../app';
import type { BatchEvents } from '../batch';
import type { ConnectionEvents } from '../connection';
import type { ExportEvents } from '../export';
import type { HistoryEvents } from '../history';
import type { JobEvents } from '../job';
import type { ResultEvents } from '../result';
import type { RunEvents } from '../run';
import type { SignInEvents } from '../sign-in';
import type { StorageEvents } from '../storage';
import type { WatchEvents } from '../watch';

/** What the main process tells the page by itself. Progress comes at most ten times a second. */
export interface OscarEvents
  extends
    AppEvents,
    ConnectionEvents,
    SignInEvents,
    RunEvents,
    ResultEvents,
    HistoryEvents,
    BatchEvents,
    ExportEvents,
    JobEvents,
    StorageEvents,
    WatchEvents {}

/** Channel of an event. */
export function eventChannel(event: keyof OscarEvents): string {
  return `event:${event}`;
}
