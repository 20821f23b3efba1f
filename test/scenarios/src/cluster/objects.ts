import {
  ApiException,
  KubeConfig,
  KubernetesObject,
  KubernetesObjectApi,
} from '@kubernetes/client-node';
import { ObjectReference } from '@opsagent/engine';
import { request, RequestOptions } from 'node:https';
import { parseObjectName } from '../scenario/reference';

/** The kinds that scenarios name, by API version; others are found among what the scenario applied. */
const API_VERSIONS: readonly (readonly [string, readonly string[]])[] = [
  ['apps/v1', ['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet']],
  ['batch/v1', ['CronJob', 'Job']],
  ['autoscaling/v2', ['HorizontalPodAutoscaler']],
  ['networking.k8s.io/v1', ['Ingress', 'IngressClass', 'NetworkPolicy']],
  ['policy/v1', ['PodDisruptionBudget']],
  [
    'storage.k8s.io/v1',
    ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
  ],
  [
    'rbac.authorization.k8s.io/v1',
    ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  ],
  ['scheduling.k8s.io/v1', ['PriorityClass']],
  ['coordination.k8s.io/v1', ['Lease']],
  ['apiregistration.k8s.io/v1', ['APIService']],
  ['apiextensions.k8s.io/v1', ['CustomResourceDefinition']],
  [
    'admissionregistration.k8s.io/v1',
    [
      'MutatingWebhookConfiguration',
      'ValidatingWebhookConfiguration',
      'ValidatingAdmissionPolicy',
      'ValidatingAdmissionPolicyBinding',
    ],
  ],
];

const versions = new Map(
  API_VERSIONS.flatMap(([version, kinds]) =>
    kinds.map(kind => [kind, version] as const),
  ),
);

/** Writes objects of any kind. Namespaces are the manifests' own. */
export class ObjectClient {
  readonly #api: KubernetesObjectApi;
  readonly #kubeConfig: KubeConfig;
  /** API versions of kinds that scenarios brought. */
  readonly #versions = new Map(versions);

  constructor(kubeConfig: KubeConfig) {
    this.#kubeConfig = kubeConfig;
    this.#api = KubernetesObjectApi.makeApiClient(kubeConfig);
  }

  async apply(object: KubernetesObject): Promise<void> {
    const { kind = '', apiVersion = 'v1' } = object;
    if (!this.#versions.has(kind)) this.#versions.set(kind, apiVersion);
    const { namespace, name = '' } = object.metadata ?? {};
    const path = await this.#pathOf(apiVersion, { kind, namespace, name });
    await this.#send(
      'PATCH',
      `${path}?fieldManager=kubectl&force=true`,
      object,
      'application/apply-patch+yaml',
    );
  }

  async merge(name: string, change: object): Promise<void> {
    const reference = parseObjectName(name);
    const path = await this.#pathOf(this.versionOf(reference.kind), reference);
    await this.#send(
      'PATCH',
      `${path}?fieldManager=kubectl`,
      change,
      'application/merge-patch+json',
    );
  }

  async read(name: string): Promise<KubernetesObject | undefined> {
    try {
      return await this.#api.read(this.#headerOf(name) as never);
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  /** Deletes an object and, in the background, what it owns. One that is gone already is no error. */
  async remove(name: string): Promise<void> {
    try {
      await this.#api.delete(
        this.#headerOf(name),
        undefined,
        undefined,
        undefined,
        undefined,
        'Background',
      );
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  /** Writes into an object's status, as the component would that is played. */
  async mergeStatus(name: string, status: object): Promise<void> {
    const reference = parseObjectName(name);
    const { kind } = reference;
    const version = this.versionOf(kind);
    const path = await this.#pathOf(version, reference);
    const merge =
      version === 'v1' || versions.has(kind)
        ? 'strategic-merge-patch'
        : 'merge-patch';
    await this.#send(
      'PATCH',
      `${path}/status?fieldManager=controller`,
      { status },
      `application/${merge}+json`,
    );
  }

  async #pathOf(
    version: string,
    { kind, namespace, name }: ObjectReference,
  ): Promise<string> {
    const root = version.includes('/') ? `/apis/${version}` : `/api/${version}`;
    const { resources } = (await this.#send('GET', root)) as {
      resources: { kind: string; name: string }[];
    };
    const found = resources.find(
      each => each.kind === kind && !each.name.includes('/'),
    );
    if (!found) throw new Error(`The cluster does not serve ${kind}`);
    const scope = namespace ? `/namespaces/${namespace}` : '';
    return `${root}${scope}/${found.name}/${name}`;
  }

  /** The client's own models would drop the fields that they do not know or spell otherwise, such as a LimitRange's `default`. */
  async #send(method: string, path: string, body?: object, type?: string) {
    const { server } = this.#kubeConfig.getCurrentCluster()!;
    const options: RequestOptions = {
      method,
      headers: type ? { 'Content-Type': type } : {},
    };
    await this.#kubeConfig.applyToHTTPSOptions(options);
    return new Promise<unknown>((resolve, reject) => {
      const sent = request(`${server}${path}`, options, response => {
        response.setEncoding('utf8');
        let text = '';
        response.on('data', part => {
          text += part;
        });
        response.on('end', () => {
          if ([200, 201].includes(response.statusCode ?? 0))
            resolve(JSON.parse(text));
          else reject(new Error(`${method} ${path}: ${text}`));
        });
      });
      sent.on('error', reject);
      sent.end(body ? JSON.stringify(body) : undefined);
    });
  }

  /** The API version under which a kind was met. */
  versionOf(kind: string): string {
    return this.#versions.get(kind) ?? 'v1';
  }

  #headerOf(name: string) {
    const { kind, ...metadata }: ObjectReference = parseObjectName(name);
    return {
      apiVersion: this.versionOf(kind),
      kind,
      metadata,
    };
  }
}

function isGone(error: unknown): boolean {
  return error instanceof ApiException && error.code === 404;
}
