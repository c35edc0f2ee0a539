import * as v from 'valibot';

/** An object of a storage. It is like a file, but its name can be any text. */
export interface StoredObject {
  readonly key: string;
  readonly sizeBytes: number;
  /** ISO 8601, UTC; left out if the cluster sends no time that can be read. */
  readonly modifiedAt?: string;
}

/** Some objects of a bucket, and the token for the next page if there are more. */
export interface ObjectPage {
  readonly objects: readonly StoredObject[];
  readonly nextPage?: string;
}

const bucketPage = v.object({
  objects: v.nullish(
    v.array(
      v.object({ object_name: v.string(), size_bytes: v.nullish(v.number(), 0), last_modified: v.nullish(v.string()) }),
    ),
    [],
  ),
  next_page: v.nullish(v.string(), ''),
});

/** Reads a page of `GET /system/buckets/{bucket}`. @returns `undefined` if it is something else */
export function parseBucketPage(text: string): ObjectPage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const page = v.safeParse(bucketPage, value);
  if (!page.success || typeof value !== 'object' || value === null || !('objects' in value)) return undefined;
  const { objects, next_page: nextPage } = page.output;
  return {
    objects: objects.map(({ object_name, size_bytes, last_modified }) =>
      stored(object_name, size_bytes, instantOfGo(last_modified ?? '')),
    ),
    ...(nextPage && { nextPage }),
  };
}

/**
 * Reads an answer to ListObjectsV2 with `encoding-type=url`.
 * @returns `undefined` if it is something else
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export function parseObjectList(xml: string): ObjectPage | undefined {
  if (!xml.includes('<ListBucketResult')) return undefined;
  const [head = '', ...entries] = xml.split('<Contents>');
  const objects: StoredObject[] = [];
  for (const entry of entries) {
    const key = keyOf(field(entry, 'Key'));
    const sizeBytes = Number(field(entry, 'Size'));
    if (key === undefined || !Number.isFinite(sizeBytes)) return undefined;
    objects.push(stored(key, sizeBytes, instantOf(field(entry, 'LastModified') ?? '')));
  }
  // Servers write these before or after the objects.
  const last = entries.at(-1) ?? '';
  const token = field(head, 'NextContinuationToken') ?? field(last, 'NextContinuationToken');
  return { objects, ...(token !== undefined && token !== '' && { nextPage: unescaped(token) }) };
}

/** Whether an object only marks a folder. */
export function isFolderMarker({ key, sizeBytes }: StoredObject): boolean {
  return sizeBytes === 0 && key.endsWith('/');
}

function stored(key: string, sizeBytes: number, modifiedAt: string | undefined): StoredObject {
  return { key, sizeBytes, ...(modifiedAt !== undefined && { modifiedAt }) };
}

/** Reads a time in Go's text form, such as `2026-11-30 03:33:10.101 +0000 UTC`. */
function instantOfGo(text: string): string | undefined {
  const [, day, time, sign, hours, minutes] =
    /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,9})?) ([+-])(\d\d)(\d\d)/.exec(text) ?? [];
  return day === undefined ? undefined : instantOf(`${day}T${time}${sign}${hours}:${minutes}`);
}

function instantOf(text: string): string | undefined {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

function field(xml: string, name: string): string | undefined {
  const start = xml.indexOf(`<${name}>`);
  const end = xml.indexOf(`</${name}>`, start);
  return start === -1 || end === -1 ? undefined : xml.slice(start + name.length + 2, end);
}

/** Decodes a key that is encoded as in addresses, with a plus sign for a space. */
function keyOf(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(unescaped(text).replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

const marks: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function unescaped(text: string): string {
  return text.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|\w{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return marks[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
}
