import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { kindKey } from '../snapshot/resources';
import { ObjectReference } from './Finding';

/** Of the hash, in bytes. */
const LENGTH = 16;

const encoder = new TextEncoder();
const unused = sha256.create();
// To make a new hash costs several times what a short text costs to read.
const hash = sha256.create();
const digest = new Uint8Array(hash.outputLen);
const start = digest.subarray(0, LENGTH);

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
  unused._cloneInto(hash);
  hash.update(encoder.encode(identity)).digestInto(digest);
  return bytesToHex(start);
}
