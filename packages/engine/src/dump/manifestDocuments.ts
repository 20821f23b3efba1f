import { KubernetesObject } from '../snapshot/objects';
import { DocumentReading, objectsIn } from './objectsIn';
import type { DumpFile } from './readDump';

/** Groups whose objects a tool reads on somebody's machine: no API server has them. */
const CLIENT_SIDE: ReadonlySet<string> = new Set([
  'backstage.io',
  'kind.x-k8s.io',
  'kubeadm.k8s.io',
  'kubelet.config.k8s.io',
  'kubeproxy.config.k8s.io',
  'kustomize.config.k8s.io',
  'skaffold',
]);

/** The files that may hold manifests: the YAML and JSON ones, without the templates of Helm charts, which become manifests when Helm renders them. */
export function manifestFiles(files: readonly DumpFile[]): {
  manifests: DumpFile[];
  chartFiles: string[];
} {
  if (files.length === 1) return { manifests: [...files], chartFiles: [] };
  const charts = files
    .filter(({ path }) => /(^|\/)Chart\.ya?ml$/.test(path))
    .map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1));
  const templates = new Set(charts.map(each => `${each}templates/`));
  const isTemplate = ({ path }: DumpFile) =>
    foldersOf(path).some(folder => templates.has(folder));
  const data = files
    .filter(({ path }) => /\.(json|ya?ml)$/i.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    manifests: data.filter(each => !isTemplate(each)),
    chartFiles: data.filter(isTemplate).map(each => each.path),
  };
}

function foldersOf(path: string) {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index + 1));
}

/** The objects in a document of a manifest, none for what is no object of a cluster. */
export function manifestsIn(
  path: string,
  document: unknown,
  {
    namespace = 'default',
    refuse = () => {},
  }: Partial<Pick<DocumentReading, 'namespace' | 'refuse'>> = {},
): KubernetesObject[] {
  const reading = { namespace, mayLackNames: true, refuse };
  return objectsIn(path, document, reading);
}

/** Whether a tool on somebody's machine reads an object, and no API server. */
export function isClientSide({ apiVersion }: KubernetesObject): boolean {
  return CLIENT_SIDE.has(apiVersion.split('/')[0]);
}
