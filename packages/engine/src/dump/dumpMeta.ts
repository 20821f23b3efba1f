import { KindRead, ReadState } from '../snapshot/ClusterSnapshot';
import {
  API_RESOURCES,
  keyOfResource,
  resourceOfKind,
  resourceOfPlural,
} from '../snapshot/resources';
import { DumpError } from './DumpError';

/**
 * The optional `meta.json` of a dump: when it was taken and what could not be read.
 *
 * Kinds are named by kind or plural, in any case. A kind that no list names counts as completely read.
 */
export interface DumpMeta {
  /** RFC 3339. */
  capturedAt?: string;
  cluster?: string;
  /** These were read and there are none, although every cluster has some as a rule: see `kindsOfEveryCluster`. */
  complete?: string[];
  /** The API server refused to list these. */
  forbidden?: string[];
  /** Nobody tried to read these. */
  notRead?: string[];
  /** Reading these went wrong. */
  failed?: string[];
  /** The cluster does not have these. */
  notServed?: string[];
  /** Some pages or namespaces of these are missing. */
  partial?: string[];
  /** Of these only metadata was read. */
  metadataOnly?: string[];
  /** Namespaced kinds were read in these namespaces only. */
  namespaces?: string[];
  /** The API server's own words, by kind. */
  messages?: Record<string, string>;
}

const STATES = {
  complete: 'complete',
  notRead: 'notCaptured',
  notServed: 'notServed',
  partial: 'partial',
  failed: 'failed',
  forbidden: 'forbidden',
} as const satisfies Partial<Record<keyof DumpMeta, ReadState>>;

type StateList = keyof typeof STATES;

const STATE_LISTS = Object.keys(STATES) as StateList[];

const TEXTS = ['capturedAt', 'cluster'] as const;

const LISTS = [...STATE_LISTS, 'metadataOnly', 'namespaces'] as const;

/** @throws DumpError that names the field */
export function parseDumpMeta(path: string, text: string): DumpMeta {
  let meta: unknown;
  try {
    meta = JSON.parse(text);
  } catch (error) {
    throw new DumpError(path, `not valid JSON: ${(error as Error).message}`);
  }
  if (!isRecord(meta)) {
    throw new DumpError(path, 'expected an object such as {"capturedAt": "…"}');
  }
  const { messages, capturedAt } = meta;
  for (const field of TEXTS) {
    if (meta[field] !== undefined && typeof meta[field] !== 'string') {
      throw new DumpError(path, `${field} must be a text`);
    }
  }
  for (const field of LISTS) {
    const list = meta[field] ?? [];
    if (!Array.isArray(list) || list.some(each => typeof each !== 'string')) {
      throw new DumpError(path, `${field} must be a list such as ["secrets"]`);
    }
  }
  if (typeof capturedAt === 'string' && Number.isNaN(Date.parse(capturedAt))) {
    throw new DumpError(
      path,
      `capturedAt: ${JSON.stringify(capturedAt)} is not a time such as "2026-03-01T12:00:00Z"`,
    );
  }
  if (
    messages !== undefined &&
    (!isRecord(messages) ||
      Object.values(messages).some(each => typeof each !== 'string'))
  ) {
    throw new DumpError(path, 'messages must map kinds to texts');
  }
  return meta;
}

/** What a dump's meta says about reading, as a snapshot records it. */
export function readsOf(meta: DumpMeta): KindRead[] {
  const reads = new Map<string, KindRead>();
  const record = (name: string, change: Partial<KindRead>) => {
    const kind = kindOf(name);
    const known = reads.get(kind) ?? { kind, state: 'complete' };
    reads.set(kind, { ...known, ...change });
  };
  if (meta.namespaces) {
    for (const resource of API_RESOURCES) {
      if (resource.namespaced)
        record(keyOfResource(resource), { namespaces: meta.namespaces });
    }
  }
  for (const field of STATE_LISTS) {
    for (const name of meta[field] ?? [])
      record(name, { state: STATES[field] });
  }
  for (const name of meta.metadataOnly ?? []) {
    record(name, { metadataOnly: true });
  }
  for (const [name, message] of Object.entries(meta.messages ?? {})) {
    record(name, { message });
  }
  return [...reads.values()];
}

const kindsInLowerCase = new Map(
  API_RESOURCES.map(keyOfResource).map(key => [key.toLowerCase(), key]),
);

/** A kind by its name or plural; a kind that the engine does not know is taken as it stands. */
function kindOf(name: string): string {
  const resource = resourceOfKind(name) ?? resourceOfPlural(name);
  return resource
    ? keyOfResource(resource)
    : (kindsInLowerCase.get(name.toLowerCase()) ?? name);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
