import { KubernetesObject } from '../snapshot/objects';

/** What a kustomization.yaml says; any of it may be missing. */
interface Kustomization {
  apiVersion?: unknown;
  configMapGenerator?: unknown;
  secretGenerator?: unknown;
  patches?: unknown;
  patchesStrategicMerge?: unknown;
}

export interface Kustomizations {
  /** Files that hold parts of objects, to be laid over others. */
  patchFiles: ReadonlySet<string>;
  /** ConfigMaps and Secrets that kustomize makes or adds to, by name only. */
  generated: readonly KubernetesObject[];
}

const FILE = /(^|\/)(kustomization\.ya?ml|Kustomization)$/;

/** What the kustomizations among documents make of the manifests beside them. */
export function kustomizationsIn(
  documents: readonly { path: string; value: unknown }[],
): Kustomizations {
  const patchFiles = new Set<string>();
  const generated: KubernetesObject[] = [];
  for (const { path, value } of documents) {
    if (!isRecord(value) || !isKustomization(path, value)) continue;
    const folder = path.split('/').slice(0, -1);
    for (const file of patchFilesOf(value))
      patchFiles.add(resolved(folder, file));
    generated.push(
      ...named('ConfigMap', value.configMapGenerator),
      ...named('Secret', value.secretGenerator),
    );
  }
  return { patchFiles, generated };
}

function isKustomization(path: string, { apiVersion }: Kustomization) {
  return (
    FILE.test(path) ||
    (typeof apiVersion === 'string' &&
      apiVersion.startsWith('kustomize.config.k8s.io/'))
  );
}

function patchFilesOf({ patches, patchesStrategicMerge }: Kustomization) {
  return [
    ...recordsIn(patches).map(each => each.path),
    ...(Array.isArray(patchesStrategicMerge) ? patchesStrategicMerge : []),
  ].filter(each => typeof each === 'string');
}

function named(kind: string, generators: unknown): KubernetesObject[] {
  return recordsIn(generators).flatMap(({ name }) =>
    typeof name === 'string'
      ? [{ apiVersion: 'v1', kind, metadata: { name } }]
      : [],
  );
}

function resolved(folder: readonly string[], file: string) {
  const steps = [...folder];
  for (const step of file.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function recordsIn(value: unknown) {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
