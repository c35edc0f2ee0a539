import type { Plugin } from 'vite';

export function thirdPartyLicenses(file: string): Plugin;
export function licensesOf(sources: readonly string[]): string;
