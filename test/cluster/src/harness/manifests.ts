import type { KubernetesObject } from '@kubernetes/client-node';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const MANIFESTS = join(__dirname, '../../manifests');

/** The objects of `manifests/<name>.yaml`, in their order. */
export function loadManifest(name: string): KubernetesObject[] {
  const text = readFileSync(join(MANIFESTS, `${name}.yaml`), 'utf8');
  return parseAllDocuments(text).flatMap(document => {
    if (document.errors.length > 0) throw document.errors[0];
    const object = document.toJS() as KubernetesObject | null;
    return object ? [object] : [];
  });
}

/** The names of all manifests. */
export function manifestNames(): string[] {
  return readdirSync(MANIFESTS)
    .filter(file => file.endsWith('.yaml'))
    .map(file => file.slice(0, -'.yaml'.length));
}
