import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import AudioViewer from '../../../../src-renderer/viewers/sound/AudioViewer.svelte';

it.each([
  [5.99, 5.2, '0:05 of 0:06'],
  [5.99, 5.99, '0:06 of 0:06'],
  [6.01, 5.99, '0:05 of 0:06'],
  [6.01, 6.01, '0:06 of 0:06'],
])('rounds the length that a decoder tells, %d s, and is at its end at the end', async (length, position, words) => {
  // Too large for an outline, which jsdom can't make.
  render(AudioViewer, { url: 'oscar-result://one/payload', sizeBytes: 100e6, mediaType: 'audio/wav' });
  const player = screen.getByLabelText<HTMLAudioElement>('Result sound');
  Object.defineProperties(player, { duration: { value: length }, currentTime: { value: position, writable: true } });
  await fireEvent(player, new Event('durationchange'));
  await fireEvent(player, new Event('timeupdate'));
  expect(await screen.findByText(words)).toBeVisible();
});
