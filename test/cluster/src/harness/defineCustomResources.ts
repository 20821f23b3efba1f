import type { KubernetesObject } from '@kubernetes/client-node';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { ControlPlane } from './ControlPlane';
import { findKubernetesBinaries } from './findKubernetesBinaries';
import { FOLDERS } from './folders';
import { waitFor } from './waitFor';

const run = promisify(execFile);

const ESTABLISHED =
  'custom-columns=STATUS:.status.conditions[?(@.type=="Established")].status';

/** The Go modules of add-ons, and the folders or files in them that hold definitions of custom resources. */
const SOURCES = {
  'github.com/argoproj/argo-cd/v3': ['manifests/crds'],
  'github.com/argoproj/argo-rollouts': ['manifests/crds/rollout-crd.yaml'],
  'github.com/cert-manager/cert-manager': ['deploy/crds'],
  'github.com/external-secrets/external-secrets': ['config/crds/bases'],
  'github.com/fluxcd/helm-controller': ['config/crd/bases'],
  'github.com/fluxcd/kustomize-controller': ['config/crd/bases'],
  'github.com/fluxcd/source-controller': ['config/crd/bases'],
  'github.com/kedacore/keda/v2': ['config/crd/bases'],
  'github.com/kubernetes-csi/external-snapshotter/client/v8': ['config/crd'],
  'github.com/operator-framework/api': ['crds'],
  'github.com/operator-framework/operator-controller': [
    'config/base/catalogd/crd/bases',
    'config/base/operator-controller/crd/bases',
  ],
  'github.com/prometheus-operator/prometheus-operator': [
    'example/prometheus-operator-crd',
  ],
  'istio.io/api': ['kubernetes/customresourcedefinitions.gen.yaml'],
  'sigs.k8s.io/gateway-api': ['config/crd/standard'],
} as const;

export type AddOnModule = keyof typeof SOURCES;

/**
 * Defines an add-on's custom resources as its authors publish them, and waits until they are served. The definitions come from its Go module in the version that
 * `test/tools` names, and go to kubectl as they are: the typed client would leave out the defaults and rules of their schemas.
 *
 * @param isWanted - chooses kinds, spelt `Kind.group`
 * @throws when Go cannot fetch the module
 */
export async function defineCustomResources(
  { kubeconfig }: ControlPlane,
  module: AddOnModule,
  isWanted: (kind: string) => boolean,
): Promise<void> {
  const folder = await folderOf(module);
  const items = SOURCES[module]
    .flatMap(path => filesAt(join(folder, path)))
    .flatMap(objectsIn)
    .filter(
      object =>
        object.kind === 'CustomResourceDefinition' && isWanted(kindOf(object)),
    );
  const { kubectl } = await findKubernetesBinaries();
  const pipe = (...args: string[]) => {
    const running = run(kubectl, ['--kubeconfig', kubeconfig, ...args]);
    running.child.stdin?.end(
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    );
    return running;
  };
  await pipe('create', '-f', '-');
  // `kubectl wait` fails on a definition to which the API server has not yet given a status, so that ours is asked again.
  await waitFor('the definitions to be established', async () => {
    const { stdout } = await pipe(
      'get',
      '-f',
      '-',
      '--no-headers',
      '-o',
      ESTABLISHED,
    );
    return stdout
      .trim()
      .split(/\s+/)
      .every(status => status === 'True');
  });
}

async function folderOf(module: AddOnModule): Promise<string> {
  const { stdout } = await run('go', ['mod', 'download', '-json', module], {
    cwd: join(FOLDERS.tools, 'custom-resource-definitions'),
  });
  return (JSON.parse(stdout) as { Dir: string }).Dir;
}

function filesAt(path: string): string[] {
  return path.endsWith('.yaml')
    ? [path]
    : readdirSync(path)
        .filter(name => name.endsWith('.yaml'))
        .map(name => join(path, name));
}

function objectsIn(file: string): KubernetesObject[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).flatMap(document => {
    const object = document.toJS() as KubernetesObject | null;
    return object ? [object] : [];
  });
}

function kindOf(definition: KubernetesObject) {
  const { spec } = definition as {
    spec?: { group?: string; names?: { kind?: string } };
  };
  return `${spec?.names?.kind}.${spec?.group}`;
}
