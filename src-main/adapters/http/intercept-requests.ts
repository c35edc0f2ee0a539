import type http from 'node:http';

type AddRequest = (request: http.ClientRequest, options: http.RequestOptions, ...rest: readonly unknown[]) => void;

/**
 * Has each request of an agent go through a function before the agent looks for a connection. The last interceptor that is
 * added comes first; its head can be changed only until the interceptor returns.
 */
export function interceptRequests(
  agent: http.Agent,
  interceptor: (request: http.ClientRequest, options: http.RequestOptions, next: () => void) => void,
): void {
  // Every runtime has it, and libraries for proxies rely on it; the types leave it out.
  const addRequest = (Reflect.get(agent, 'addRequest') as AddRequest).bind(agent);
  const intercepted: AddRequest = (request, options, ...rest) =>
    interceptor(request, options, () => addRequest(request, options, ...rest));
  Reflect.set(agent, 'addRequest', intercepted);
}
