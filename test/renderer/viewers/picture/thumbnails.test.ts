import { describe, expect, it } from 'vitest';
import { Thumbnails, type DrawThumbnail, type Thumbnail } from '../../../../src-renderer/viewers/picture/thumbnails';
import type { PictureFile } from '../../../../src-main/core/result/result';

const picture = (name: string, sizeBytes = 1000): PictureFile => ({ url: name, mediaType: 'image/png', sizeBytes });
const inSight = new AbortController().signal;

/** Draws when it is told to, and notes what it was asked. */
class Drawing {
  readonly asked: string[] = [];
  readonly closed: string[] = [];
  readonly #ends: (() => void)[] = [];

  readonly draw = async ({ url }: PictureFile): Promise<Thumbnail> => {
    this.asked.push(url);
    await new Promise<void>((resolve) => this.#ends.push(resolve));
    const bitmap = { width: 4, height: 3, close: () => this.closed.push(url) };
    return { bitmap, detections: [] };
  };

  async end(): Promise<void> {
    this.#ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('thumbnails', () => {
  it('are drawn two at a time, in the order in which they were asked for', async () => {
    const drawing = new Drawing();
    const thumbnails = new Thumbnails(drawing.draw);
    const all = Promise.all(['a', 'b', 'c', 'd'].map((name) => thumbnails.get(picture(name), inSight)));
    expect(drawing.asked).toEqual([]);
    await drawing.end();
    expect(drawing.asked).toEqual(['a', 'b']);
    await drawing.end();
    expect(drawing.asked).toEqual(['a', 'b', 'c']);
    for (let left = 0; left < 3; left += 1) await drawing.end();
    expect((await all).every((thumbnail) => typeof thumbnail === 'object' && thumbnail.bitmap.width === 4)).toBe(true);
  });

  it('that are out of sight before their turn are never drawn, and hold up none', async () => {
    const drawing = new Drawing();
    const thumbnails = new Thumbnails(drawing.draw);
    const scrolledAway = new AbortController();
    const drawn = ['a', 'b'].map((name) => thumbnails.get(picture(name), inSight));
    const left = ['c', 'd'].map((name) => thumbnails.get(picture(name), scrolledAway.signal));
    const next = thumbnails.get(picture('e'), inSight);
    await drawing.end();
    scrolledAway.abort();
    expect(await Promise.all(left)).toEqual([undefined, undefined]);
    for (let end = 0; end < 3; end += 1) await drawing.end();
    expect(await next).toBeDefined();
    await Promise.all(drawn);
    expect(drawing.asked).toEqual(['a', 'b', 'e']);
  });

  it('are kept for a while, and given back in the end', async () => {
    const drawing = new Drawing();
    const thumbnails = new Thumbnails(drawing.draw);
    for (let number = 0; number <= 300; number += 1) {
      const thumbnail = thumbnails.get(picture(`${number}`), inSight);
      await new Promise((resolve) => setImmediate(resolve));
      await drawing.end();
      await thumbnail;
    }
    expect(drawing.closed).toEqual(['0']);
    await thumbnails.get(picture('300'), inSight);
    expect(drawing.asked).toHaveLength(301);
    thumbnails.close();
    expect(drawing.closed).toHaveLength(301);
  });

  it('are not drawn of pictures that are too large', async () => {
    const drawing = new Drawing();
    expect(await new Thumbnails(drawing.draw).get(picture('a', 2e9), inSight)).toBeUndefined();
    expect(drawing.asked).toEqual([]);
  });

  it('under way can be stopped once they are out of sight', async () => {
    const scrolledAway = new AbortController();
    let stopped = false;
    const draw: DrawThumbnail = (_, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          stopped = true;
          resolve(undefined);
        });
      });
    const thumbnail = new Thumbnails(draw).get(picture('a'), scrolledAway.signal);
    await new Promise((resolve) => setImmediate(resolve));
    scrolledAway.abort();
    expect(await thumbnail).toBeUndefined();
    expect(stopped).toBe(true);
  });

  it('of a picture that was changed since are asked for again, since it may be put back', async () => {
    let asked = 0;
    const thumbnails = new Thumbnails(async () => {
      asked += 1;
      return 'changed';
    });
    expect(await thumbnails.get(picture('a'), inSight)).toBe('changed');
    expect(await thumbnails.get(picture('a'), inSight)).toBe('changed');
    expect(asked).toBe(2);
  });
});
