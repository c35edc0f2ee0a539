import type { ProxyResolver } from '../../core/connection/ports';
import { chooseProxy, type Environment, type Proxy } from '../../core/connection/proxy';
import { isLoopback } from '../../core/connection/endpoint';

/** The proxy of the system's settings, or of the environment. */
export class SystemProxyResolver implements ProxyResolver {
  /**
   * @param askSystem answers in the words of a proxy script, such as `PROXY a:3128; DIRECT`
   * @param environment may hold `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in upper or lower case
   */
  constructor(
    private readonly askSystem: (url: string) => Promise<string>,
    private readonly environment: Environment,
  ) {}

  async proxyFor(url: URL): Promise<Proxy | undefined> {
    if (isLoopback(url.hostname)) return undefined;
    // A proxy script has no business with more than the origin.
    return chooseProxy(url, await this.askSystem(`${url.origin}/`), this.environment);
  }
}
