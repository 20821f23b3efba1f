import type { KubernetesObject } from '@kubernetes/client-node';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { FOLDERS } from './folders';

/** The objects of `manifests/<name>.yaml`, in their order. */
export function loadManifest(name: string): KubernetesObject[] {
  const text = readFileSync(join(FOLDERS.manifests, `${name}.yaml`), 'utf8');
  return parseAllDocuments(text).flatMap(document => {
    if (document.errors.length > 0) throw document.errors[0];
    const object = document.toJS() as KubernetesObject | null;
    return object ? [object] : [];
  });
}

/** The names of all manifests. */
export function manifestNames(): string[] {
  return readdirSync(FOLDERS.manifests)
    .filter(file => file.endsWith('.yaml'))
    .map(file => file.slice(0, -'.yaml'.length));
}
