import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { ObjectReference } from './Finding';

/**
 * The identity of a finding or incident over its whole life.
 *
 * Made only of what survives a rollout: never a pod name, uid, message, count, time or severity. The API version is left out because an upgrade of the cluster
 * changes it.
 */
export function fingerprint(
  cluster: string,
  rule: string,
  subject: ObjectReference,
  key = '',
): string {
  const { kind, namespace = '', name } = subject;
  const identity = JSON.stringify([cluster, rule, kind, namespace, name, key]);
  return bytesToHex(sha256(utf8ToBytes(identity))).slice(0, 32);
}
