import * as v from 'valibot';

/** The storage of a cluster and the keys to it, for the main process only. */
export interface StorageProvider {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

const text = v.pipe(v.string(), v.minLength(1));
const configuration = v.object({
  minio_provider: v.object({
    endpoint: text,
    access_key: text,
    secret_key: text,
    region: v.nullish(v.string(), ''),
  }),
});

/** Reads the storage from `GET /system/config`. @returns `undefined` if it names none */
export function parseProvider(json: string): StorageProvider | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const reading = v.safeParse(configuration, value);
  if (!reading.success) return undefined;
  const { endpoint, access_key: accessKey, secret_key: secretKey, region } = reading.output.minio_provider;
  return { endpoint, accessKey, secretKey, region: region || 'us-east-1' };
}
