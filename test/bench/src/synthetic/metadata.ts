/** The moment at which a synthetic cluster is captured. */
export const CAPTURED_AT = new Date('2026-03-01T12:00:00Z');

const DAY = 86_400_000;

export interface MetadataOptions {
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  owner?: { apiVersion: string; kind: string; name: string };
  /** Milliseconds since creation; a day unless given. */
  age?: number;
}

/** Metadata as the API server serves it, with a UID that follows from kind and name. */
export function metadata(kind: string, options: MetadataOptions) {
  const { name, namespace, labels, annotations, owner, age = DAY } = options;
  return {
    name,
    ...(namespace ? { namespace } : {}),
    uid: uidOf(kind, namespace, name),
    resourceVersion: '4711',
    generation: 1,
    creationTimestamp: before(age),
    ...(labels ? { labels } : {}),
    ...(annotations ? { annotations } : {}),
    ...(owner
      ? {
          ownerReferences: [
            {
              ...owner,
              uid: uidOf(owner.kind, namespace, owner.name),
              controller: true,
              blockOwnerDeletion: true,
            },
          ],
        }
      : {}),
  };
}

/** RFC 3339; so many milliseconds before the capture. */
export function before(milliseconds: number): string {
  return new Date(CAPTURED_AT.getTime() - milliseconds)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z');
}

function uidOf(kind: string, namespace = '', name: string) {
  let hash = 2166136261;
  for (const character of `${kind}/${namespace}/${name}`) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 16777619) >>> 0;
  }
  const digits = hash.toString(16).padStart(8, '0');
  return `${digits}-${digits.slice(0, 4)}-4${digits.slice(1, 4)}-8${digits.slice(2, 5)}-${digits}${digits.slice(0, 4)}`;
}
