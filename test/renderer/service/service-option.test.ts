import { describe, expect, it } from 'vitest';
import { serviceLines, type ServiceOption } from '../../../src-renderer/service/service-option';

const names = { favourites: 'Favourites', recent: 'Recent', others: 'More' };
const option = (key: string, more: Partial<ServiceOption> = {}): ServiceOption => ({
  key,
  name: key,
  title: key,
  purpose: '',
  ...more,
});
const lines = (...options: ServiceOption[]) =>
  serviceLines(options, names).map((line) => (line.kind === 'heading' ? `# ${line.text}` : line.key));

describe('serviceLines', () => {
  it('has no headings while all services are alike', () => {
    expect(lines(option('a'), option('b'))).toEqual(['a', 'b']);
    expect(lines()).toEqual([]);
  });

  it('shows each service once: as a favourite before as a recent one', () => {
    const both = option('c', { isFavourite: true, isRecent: true });
    expect(lines(option('a'), option('b', { isRecent: true }), both)).toEqual([
      '# Favourites',
      'c',
      '# Recent',
      'b',
      '# More',
      'a',
    ]);
  });

  it('names the only part where it says something', () => {
    expect(lines(option('a', { isFavourite: true }))).toEqual(['# Favourites', 'a']);
  });
});
