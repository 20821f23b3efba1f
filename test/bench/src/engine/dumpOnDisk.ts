import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syntheticCluster } from '../synthetic/syntheticCluster';

interface List {
  items: Record<string, unknown>[];
}

/** With which kubectl prints JSON. */
const INDENT = 4;

/** Writes a synthetic cluster as `kubectl get <kind> -A -o json` would: a list for each kind. Answers the number of bytes. */
export function writeDump(directory: string, pods: number): number {
  mkdirSync(directory, { recursive: true });
  const byKind = new Map<string, Record<string, unknown>[]>();
  for (const object of syntheticCluster(pods)) {
    const kind = String(object.kind);
    const items = byKind.get(kind);
    if (items) items.push(object);
    else byKind.set(kind, [object]);
  }
  let bytes = 0;
  for (const [kind, items] of byKind) {
    const list = { apiVersion: 'v1', kind: 'List', items };
    const text = JSON.stringify(list, undefined, INDENT);
    writeFileSync(join(directory, `${kind}.json`), text);
    bytes += Buffer.byteLength(text);
  }
  return bytes;
}

/** The texts of a dump's files. */
export function readTexts(directory: string): string[] {
  return readdirSync(directory).map(name =>
    readFileSync(join(directory, name), 'utf8'),
  );
}

/** The objects of a dump, read file by file, so that no more than one text is held at a time. */
export function readObjects(directory: string): Record<string, unknown>[] {
  return readdirSync(directory).flatMap(
    name =>
      (JSON.parse(readFileSync(join(directory, name), 'utf8')) as List).items,
  );
}
