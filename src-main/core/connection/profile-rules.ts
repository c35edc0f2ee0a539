import { AppError } from '../ground/error';
import { readEndpoint } from './endpoint';
import type { ClusterAddress } from './ports';
import { systemTrust, type Profile, type ProfileFields } from './profile';

/** Where the cluster of a profile is, and what is trusted there. */
export function addressOf(profile: Profile): ClusterAddress {
  return { endpoint: profile.endpoint, trust: profile.kind === 'practice' ? systemTrust : profile.trust };
}

/**
 * The fields of a connection, with the address in the form in which it is used.
 * @throws AppError `endpoint-invalid`, `plain-http-refused`
 */
export function checkedFields(fields: ProfileFields): ProfileFields {
  const reading = readEndpoint(fields.endpoint);
  if (!reading.ok) throw new AppError({ code: 'endpoint-invalid', address: fields.endpoint });
  const { endpoint, isPlainHttp } = reading;
  if (isPlainHttp && !fields.allowsPlainHttp) {
    throw new AppError({ code: 'plain-http-refused', host: new URL(endpoint).host });
  }
  return { ...fields, endpoint };
}

/** Whether two connections lead to the same address, path included, trust the same, and sign in in the same way. */
export function isSameAccess(one: ProfileFields, other: ProfileFields): boolean {
  const accessOf = ({ endpoint, trust, signIn }: ProfileFields) => JSON.stringify([endpoint, trust, signIn]);
  return accessOf(one) === accessOf(other);
}

/**
 * Makes sure that a secret given for one connection may be sent for another: to the same address, path included, to a server
 * that is trusted in the same way, and for the same sign-in. A secret never goes anywhere else by itself.
 * @throws AppError `secret-missing`
 */
export function expectSameAccess(given: ProfileFields, wanted: ProfileFields): void {
  if (isSameAccess(given, wanted)) return;
  throw new AppError({ code: 'secret-missing', profile: wanted.name, cause: 'connection-changed' });
}
