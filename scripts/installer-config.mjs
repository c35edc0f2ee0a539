import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from './run.mjs';

/** What electron-builder makes on each system, and for which processors: one build each. */
export const installers = {
  linux: { formats: ['AppImage', 'tar.gz'], archs: [process.arch] },
  win32: { formats: ['nsis', 'portable'], archs: ['x64'] },
  darwin: { formats: ['dmg'], archs: ['arm64', 'x64'] },
};

/**
 * The configuration of electron-builder for one system, signed where the environment says with what. Windows takes a
 * certificate file (`CSC_LINK`) or Azure's signing service (`AZURE_ENDPOINT` and its companions), macOS a certificate file.
 * What is not signed says so in the name of its file; Linux has no such signatures.
 * @param {string} platform as of `process.platform`
 * @param {Readonly<Record<string, string | undefined>>} env
 */
export function installerConfig(platform, env) {
  const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
  if (platform === 'win32') signWindows(config, env);
  if (platform === 'darwin') signMac(config, env);
  return config;
}

function signWindows(config, env) {
  if (env.AZURE_ENDPOINT) {
    config.win.azureSignOptions = {
      endpoint: env.AZURE_ENDPOINT,
      codeSigningAccountName: env.AZURE_CODE_SIGNING_ACCOUNT,
      certificateProfileName: env.AZURE_CERTIFICATE_PROFILE,
      publisherName: env.AZURE_PUBLISHER,
    };
  } else if (!env.CSC_LINK) {
    config.nsis.artifactName = unsigned(config.nsis.artifactName);
    config.portable.artifactName = unsigned(config.portable.artifactName);
    return;
  }
  config.win.forceCodeSigning = true;
}

function signMac(config, env) {
  if (env.CSC_LINK) {
    config.mac.forceCodeSigning = true;
    return;
  }
  // Without any identity macOS calls a program for Apple's processors damaged. The hardened runtime would refuse Electron's
  // own libraries, which an identity made up for this computer does not sign for.
  config.mac.identity = '-';
  config.mac.hardenedRuntime = false;
  config.dmg.artifactName = unsigned(config.artifactName);
}

function unsigned(artifactName) {
  return artifactName.replace('.${ext}', '-unsigned.${ext}');
}
