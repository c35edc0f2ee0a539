import type http from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as nextPhase } from 'node:timers/promises';
import { interceptRequests } from './intercept-requests';

/** A moment by two clocks: the monotonic one stands still, on some systems, while the computer sleeps. */
export interface ClockReading {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

/** The present moment. */
export function readClocks(): ClockReading {
  return { wallMs: Date.now(), monotonicMs: performance.now() };
}

// The most that the two clocks may differ, in milliseconds, after running for seconds without a sleep of the computer.
const clockGapMs = 1000;

/** When a connection became idle, and how much had been read from it by then. */
interface Freed extends ClockReading {
  readonly bytesRead: number;
}

/**
 * Makes an agent use a kept connection again only where its end would have been noticed. By itself Node takes an idle
 * socket at once, although a server may have closed it while the event loop was busy or the computer asleep; a POST that
 * goes into such a socket fails, and must not be repeated, since nobody knows whether it arrived.
 * @param idleLimitMs the longest time for which a connection is kept, by either clock
 */
export function reuseLiveConnections(agent: http.Agent, idleLimitMs: number, now: () => ClockReading): void {
  const freed = new WeakMap<Socket, Freed>();
  agent.on('free', (socket: Socket) => freed.set(socket, { ...now(), bytesRead: socket.bytesRead }));

  const dropUnusable = () => {
    const moment = now();
    for (const socket of idleSockets(agent)) {
      const since = freed.get(socket);
      const isUsable =
        since && isSilent(socket, since) && !hasGap(since, moment) && ageMs(since, moment) <= idleLimitMs;
      if (!isUsable) drop(agent, socket);
    }
  };

  interceptRequests(agent, (request, _options, next) => {
    dropUnusable();
    if (idleSockets(agent).length === 0) next();
    else
      liveConnections().then(
        (seen) => withOnly(agent, seen, next),
        (error: unknown) => request.emit('error', error),
      );
  });

  /** Waits until at least one idle connection is known to be open still. @returns the connections of which it is known */
  async function liveConnections(): Promise<ReadonlySet<Socket>> {
    for (;;) {
      const before = new Set(idleSockets(agent));
      // From one of these phases to the next, the event loop asks the system once for what happened to its sockets.
      await nextPhase();
      await nextPhase();
      dropUnusable();
      const idle = idleSockets(agent);
      if (idle.length === 0 || idle.some((socket) => before.has(socket))) return before;
    }
  }
}

/** Closes the connections of an agent that no request uses. */
export function dropIdleConnections(agent: http.Agent): void {
  for (const socket of idleSockets(agent)) drop(agent, socket);
}

function idleSockets({ freeSockets }: http.Agent): Socket[] {
  return Object.values(freeSockets).flatMap((sockets) => sockets ?? []);
}

/** Whether a connection is still open and silent. Anything a server sends unasked, such as a late 408, means that it will close. */
function isSilent(socket: Socket, { bytesRead }: Freed): boolean {
  return !socket.destroyed && socket.readable && socket.writable && socket.bytesRead === bytesRead;
}

function hasGap(since: ClockReading, now: ClockReading): boolean {
  const [wallMs, monotonicMs] = [now.wallMs - since.wallMs, now.monotonicMs - since.monotonicMs];
  return Math.abs(wallMs - monotonicMs) > clockGapMs;
}

function ageMs(since: ClockReading, now: ClockReading): number {
  return Math.max(now.wallMs - since.wallMs, now.monotonicMs - since.monotonicMs);
}

function drop(agent: http.Agent, socket: Socket): void {
  // The agent itself strikes it off only when its `close` event comes.
  keepOnly(agent, (one) => one !== socket);
  socket.destroy();
}

/** Calls an action while the agent offers no idle connections but these. */
function withOnly(agent: http.Agent, offered: ReadonlySet<Socket>, action: () => void): void {
  const hidden = keepOnly(agent, (socket) => offered.has(socket));
  action();
  for (const [name, sockets] of hidden) (lists(agent)[name] ??= []).push(...sockets);
}

/** Takes the other idle connections out of the agent's lists, and gives them back. */
function keepOnly(agent: http.Agent, isKept: (socket: Socket) => boolean): [name: string, sockets: Socket[]][] {
  const out: [string, Socket[]][] = [];
  for (const [name, sockets = []] of Object.entries(lists(agent))) {
    const others = sockets.filter((socket) => !isKept(socket));
    if (others.length === 0) continue;
    out.push([name, others]);
    sockets.splice(0, sockets.length, ...sockets.filter(isKept));
    if (sockets.length === 0) Reflect.deleteProperty(agent.freeSockets, name);
  }
  return out;
}

// Read-only by the types alone: the agent works on these very lists.
function lists(agent: http.Agent): Record<string, Socket[] | undefined> {
  return agent.freeSockets as Record<string, Socket[] | undefined>;
}
