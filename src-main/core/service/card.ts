import * as v from 'valibot';
import type { GroupField } from '../input/form/field';
import { readFormSchema } from '../input/form/schema';
import { presetsSchema } from './preset';
import { words } from './words';

/** What a service is called, and what it does in one line. */
export const serviceWordsSchema = v.strictObject({
  title: v.exactOptional(words(80)),
  purpose: v.exactOptional(words(200)),
});

/** What a service is called, and what it does in one line. */
export type CardWords = v.InferOutput<typeof serviceWordsSchema>;

/** Words about a service that do not come from its cluster. */
export const serviceCardSchema = v.strictObject({
  ...serviceWordsSchema.entries,
  /** File name endings without a dot, in lower case. */
  accepts: v.exactOptional(
    v.pipe(v.array(v.pipe(v.string(), v.toLowerCase(), v.regex(/^[a-z0-9][a-z0-9.+-]{0,19}$/))), v.maxLength(50)),
  ),
  /** The largest input that it takes, in bytes. */
  maxBytes: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  /** JSON Schema of a JSON input, from which a form is made. */
  inputSchema: v.exactOptional(
    v.pipe(
      v.unknown(),
      v.check((schema) => readFormSchema(schema).ok),
    ),
  ),
  /** Something to try it with. */
  sample: v.exactOptional(
    v.strictObject({
      kind: v.picklist(['text', 'json']),
      text: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)),
    }),
  ),
  /** Settings to begin with. */
  presets: v.exactOptional(presetsSchema),
});

/** Words about a service that do not come from its cluster. */
export type ServiceCard = v.InferOutput<typeof serviceCardSchema>;

/** The form that a card describes; `undefined` where it describes none, or one that forms don't support. */
export function formOf({ inputSchema }: Pick<ServiceCard, 'inputSchema'>): GroupField | undefined {
  const reading = inputSchema === undefined ? undefined : readFormSchema(inputSchema);
  return reading?.ok ? reading.form : undefined;
}

// OCI's names for what an image is called and does, and the short ones that people write by hand.
const titleKeys = ['title', 'display-name', 'org.opencontainers.image.title'] as const;
const purposeKeys = ['purpose', 'description', 'org.opencontainers.image.description'] as const;

/**
 * The words that a service carries in its annotations or labels; annotations come first, since only they may hold spaces.
 * What is too long, or could be taken for something else, is left out.
 */
export function wordsOfMarks(
  annotations: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): CardWords | undefined {
  const find = (keys: readonly string[], longest: number) => {
    for (const text of [annotations, labels].flatMap((marks) => keys.map((key) => marks[key]))) {
      const reading = v.safeParse(words(longest), text?.replace(/\s+/g, ' '));
      if (reading.success) return reading.output;
    }
    return undefined;
  };
  const title = find(titleKeys, 80);
  const purpose = find(purposeKeys, 200);
  if (title === undefined && purpose === undefined) return undefined;
  return { ...(title !== undefined && { title }), ...(purpose !== undefined && { purpose }) };
}
