import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConnectionFile } from '../../../../src-main/core/connection/connection-file';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const root = JSON.parse(
  await readFile(join(import.meta.dirname, '../../../../assets/connection-file.schema.json'), 'utf8'),
) as Schema;

type Path = readonly (string | number)[];

/** A file with everything that it may hold. */
const whole = {
  format: 'oscar-connection',
  version: 2,
  name: 'Plant lab',
  address: 'https://oscar.example.org',
  certificateAuthority: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
  services: [
    {
      name: 'plants',
      title: 'Which plant is it?',
      purpose: 'Names the plant in a photo',
      accepts: ['jpg'],
      maxBytes: 1,
      inputSchema: { type: 'object', properties: { a: { type: 'string' } } },
      sample: { kind: 'json', text: '{}' },
      presets: [
        {
          name: 'Small',
          text: '{"a": "b"}',
          preparation: {
            picture: { longestSidePx: 640, format: 'jpeg', quality: 80, isAnonymous: true },
            sound: 'wav-16k-mono',
          },
          limits: { parallelRuns: 4, waitSeconds: 900, receiveSeconds: 7200, answerBytes: 5e9 },
          names: '{number} {name}',
          isDefault: true,
        },
      ],
    },
  ],
  signIn: {
    issuer: 'https://login.example.org',
    clientId: 'desk',
    scope: 'openid',
    audience: 'oscar',
    resource: 'https://oscar.example.org',
    redirect: 'device',
  },
  recipes: [
    {
      name: 'Detect, then classify',
      steps: [
        {
          service: 'plants',
          preparation: {
            picture: { longestSidePx: 640, format: 'jpeg', quality: 80, isAnonymous: true },
            sound: 'wav-16k-mono',
          },
        },
      ],
    },
  ],
  limits: { waitSeconds: 600, parallelRuns: 4 },
};

function isRead(content: unknown): boolean {
  try {
    readConnectionFile(JSON.stringify(content), 'a');
    return true;
  } catch {
    return false;
  }
}

function resolved(schema: Schema): Schema {
  return schema.$ref === undefined ? schema : (root.$defs?.[schema.$ref.replace('#/$defs/', '')] ?? {});
}

/** Every place of the whole file with what the schema says of it. */
function placesOf(value: unknown, schema: Schema, path: Path = []): { readonly path: Path; readonly schema: Schema }[] {
  const own = resolved(schema);
  if (Array.isArray(value)) {
    return [
      { path, schema: own },
      ...value.flatMap((item, index) => placesOf(item, own.items ?? {}, [...path, index])),
    ];
  }
  if (typeof value !== 'object' || value === null || !own.properties) return [{ path, schema: own }];
  const { properties } = own;
  return [
    { path, schema: own },
    ...Object.entries(value).flatMap(([key, part]) => placesOf(part, properties[key] ?? {}, [...path, key])),
  ];
}

/** The whole file with one place changed; without a value it is left out. */
function changed(path: Path, value?: unknown): unknown {
  const copy = structuredClone<unknown>(whole);
  let parent = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) parent = parent[step] as typeof parent;
  const last = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
  return copy;
}

const places = placesOf(whole, root);
const named = places.map(({ path, schema }) => [path.join('.') || 'the file', path, schema] as const);

describe('the JSON Schema of connection files', () => {
  it('knows every field that is read, and no other', () => {
    expect(isRead(whole)).toBe(true);
    const objects = named.filter(([, , schema]) => schema.properties);
    expect(objects.map(([name]) => name)).toEqual([
      'the file',
      'services.0',
      'services.0.sample',
      'services.0.presets.0',
      'services.0.presets.0.preparation',
      'services.0.presets.0.preparation.picture',
      'services.0.presets.0.limits',
      'signIn',
      'recipes.0',
      'recipes.0.steps.0',
      'recipes.0.steps.0.preparation',
      'recipes.0.steps.0.preparation.picture',
      'limits',
    ]);
    for (const [name, path, schema] of objects) {
      const keys = Object.keys(
        path.reduce<Record<string | number, never>>((value, step) => value[step] ?? {}, whole as never),
      );
      expect(Object.keys(schema.properties ?? {}).sort(), name).toEqual(keys.sort());
      expect(isRead(changed([...path, 'more'], 1)), name).toBe(false);
    }
  });

  it.each(named.filter(([, , schema]) => schema.properties))('tells what %s needs', (_, path, schema) => {
    for (const key of Object.keys(schema.properties ?? {})) {
      const needs = schema.required?.includes(key) ?? false;
      // Which version it is depends on what is in it.
      expect(isRead(changed([...path, key])), key).toBe(!needs);
    }
  });

  it.each(named.filter(([, , { maxLength, minimum, maximum }]) => maxLength ?? minimum ?? maximum))(
    'has the bounds of %s',
    (name, path, { minLength, maxLength, minimum, maximum }) => {
      if (minLength !== undefined) expect(isRead(changed(path, '')), name).toBe(false);
      if (maxLength !== undefined) expect(isRead(changed(path, 'x'.repeat(maxLength + 1))), name).toBe(false);
      if (minimum !== undefined) {
        expect(isRead(changed(path, minimum)), name).toBe(true);
        expect(isRead(changed(path, minimum - 1)), name).toBe(false);
      }
      if (maximum !== undefined) {
        expect(isRead(changed(path, maximum)), name).toBe(true);
        expect(isRead(changed(path, maximum + 1)), name).toBe(false);
      }
    },
  );

  it.each(named.filter(([, , schema]) => schema.enum))('has the values of %s', (name, path, schema) => {
    for (const value of schema.enum ?? []) {
      // A form and presets are of the second version.
      if (name !== 'version') expect(isRead(changed(path, value)), String(value)).toBe(true);
    }
    expect(isRead(changed(path, 'something else'))).toBe(false);
  });

  it('has the lengths of lists', () => {
    for (const [name, path, { maxItems }] of named) {
      if (maxItems === undefined) continue;
      const [item] = path.reduce<readonly unknown[]>((value, step) => value[step as never] as never, whole as never);
      expect(isRead(changed(path, Array(maxItems + 1).fill(item))), name).toBe(false);
    }
  });
});
