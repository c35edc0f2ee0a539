import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runHeadless } from './headless.mjs';
import { root, run } from './run.mjs';

/** Runs suites of tests, one after the other, and counts what all of them come to. */
export class Suites {
  #env;
  #reports = mkdtempSync(join(tmpdir(), 'oscar-desktop-reports-'));
  #totals = { passed: 0, failed: 0, skipped: 0 };
  #hasFailed = false;

  /** @param {Record<string, string | undefined>} env for all of them */
  constructor(env) {
    this.#env = env;
  }

  /** Notes that something failed which is no test. */
  fail() {
    this.#hasFailed = true;
  }

  /** Runs some projects of Vitest, by default in the Node that runs this. */
  async vitest(name, projects, { node = process.execPath } = {}) {
    const report = join(this.#reports, `vitest-${name}.json`);
    const args = projects.flatMap((project) => ['--project', project]);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    await this.#run(node, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args, ...reporters], this.#env);
    this.#count(report, ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests + numTodoTests,
    }));
  }

  /** Runs a project of Playwright, in parts side by side when asked to, each of which has a screen and a keyring of its own. */
  async playwright(project, { args = [], env = {}, parts = 1 } = {}) {
    const cli = join(root, 'node_modules/@playwright/test/cli.js');
    const runPart = async (part) => {
      const name = `playwright-${project}-${part}`;
      const report = join(this.#reports, `${name}.json`);
      const options = [`--project=${project}`, `--shard=${part}/${parts}`, `--output=test-results/${name}`];
      await this.#run(process.execPath, [cli, 'test', ...options, '--reporter=list,json', ...args], {
        ...this.#env,
        ...env,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      });
      this.#count(report, ({ stats }) => ({
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky,
        skipped: stats.skipped,
      }));
    };
    await Promise.all(Array.from({ length: parts }, (_, index) => runPart(index + 1)));
  }

  /** Prints the totals as the last line, and ends the program with what they mean. */
  finish() {
    rmSync(this.#reports, { recursive: true });
    const { passed, failed, skipped } = this.#totals;
    process.exitCode = this.#hasFailed || failed > 0 ? 1 : 0;
    console.log(`${passed} passed, ${this.#hasFailed ? Math.max(failed, 1) : failed} failed, ${skipped} skipped`);
  }

  async #run(command, args, env) {
    // A screen and a keyring of its own, which other systems always have.
    const code =
      process.platform === 'linux' ? await runHeadless(command, args, env) : await run(command, args, { env });
    if (code !== 0) this.#hasFailed = true;
  }

  #count(report, totalsOf) {
    try {
      const totals = totalsOf(JSON.parse(readFileSync(report, 'utf8')));
      for (const key of Object.keys(this.#totals)) this.#totals[key] += totals[key];
    } catch (error) {
      // A runner that wrote no report has run nothing that counts.
      console.error(error);
      this.#hasFailed = true;
    }
  }
}
