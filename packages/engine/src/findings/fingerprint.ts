import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { kindKey } from '../snapshot/resources';
import { ObjectReference } from './Finding';

/**
 * The identity of a finding or incident over its whole life.
 *
 * Made only of what survives a rollout: never a pod name, uid, message, count, time or severity. Of the API version only the group counts, and that only for kinds of
 * add-ons: an upgrade of the cluster changes the version.
 */
export function fingerprint(
  cluster: string,
  rule: string,
  subject: ObjectReference,
  key = '',
): string {
  const { namespace = '', name } = subject;
  const kind = kindKey(subject);
  const identity = JSON.stringify([cluster, rule, kind, namespace, name, key]);
  return bytesToHex(sha256(utf8ToBytes(identity))).slice(0, 32);
}
