import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OidcAgent } from '../../../src-main/adapters/connection/oidc-agent';
import type { AgentProblem } from '../../../src-main/core/ground/error';
import { webToken } from '../../fixtures/oidc-issuer';
import { failureOf } from '../../fixtures/run-request';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();

/** An agent whose `oidc-token` is a script; what it does is a line of shell. */
async function agentThat(does: string, timeLimitMs?: number): Promise<OidcAgent> {
  const path = join(folder(), 'oidc-token');
  await writeFile(path, `#!/bin/sh\n${does}\n`);
  await chmod(path, 0o755);
  const environment = { PATH: `${folder()}:/usr/bin:/bin`, OUT: folder() };
  return new OidcAgent({ environment, ...(timeLimitMs !== undefined && { timeLimitMs }) });
}

describe('oidc-agent', () => {
  it('gives a token for an account, whatever that is called', async () => {
    const token = webToken({ expiresIn: 3600 });
    const agent = await agentThat(`printf '%s\\n' "$@" > "$OUT/arguments"; echo ${token}`);
    expect(await agent.isInstalled()).toBe(true);
    const account = '--help; touch "$OUT/shell" `id` ünï';
    expect(await agent.accessToken(account)).toBe(token);
    const seen = await readFile(join(folder(), 'arguments'), 'utf8');
    expect(seen).toBe(`--time=600\n--\n${account}\n`);
  });

  it('is told where it is not', async () => {
    const agent = new OidcAgent({ environment: { PATH: folder() } });
    expect(await agent.isInstalled()).toBe(false);
    expect(await failureOf(agent.accessToken('egi'))).toEqual({
      code: 'agent-unavailable',
      problem: 'not-installed',
      account: 'egi',
      text: '',
    });
  });

  it.each<[AgentProblem, string]>([
    ['not-running', 'Error: OIDC_SOCK env var not set'],
    ['account-unknown', 'Error: No account configured with that short name'],
    ['other', 'Error: Something else'],
  ])('tells %s by what the program said', async (problem, text) => {
    const agent = await agentThat(`echo '${text}' >&2; exit 1`);
    expect(await failureOf(agent.accessToken('egi'))).toEqual({
      code: 'agent-unavailable',
      problem,
      account: 'egi',
      text,
    });
  });

  it('is not waited for without end', async () => {
    const agent = await agentThat('exec sleep 600', 300);
    expect(await failureOf(agent.accessToken('egi'))).toMatchObject({
      code: 'agent-unavailable',
      problem: 'timed-out',
    });
  });

  it('is not listened to without end', async () => {
    const agent = await agentThat('exec yes token');
    expect(await failureOf(agent.accessToken('egi'))).toMatchObject({ code: 'agent-unavailable', problem: 'other' });
  });

  it('gives nothing that is no access token, and repeats no token in an error', async () => {
    expect(await failureOf((await agentThat('echo hello')).accessToken('egi'))).toEqual({
      code: 'token-unsuitable',
      problem: 'opaque-issued',
    });
    const token = webToken();
    const failure = await failureOf((await agentThat(`echo "lost ${token}" >&2; exit 2`)).accessToken('egi'), token);
    expect(failure).toMatchObject({ problem: 'other', text: 'lost …' });
  });
});
