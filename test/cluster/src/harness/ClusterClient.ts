import {
  ApiException,
  AppsV1Api,
  CoreV1Api,
  CustomObjectsApi,
  Health,
  KubeConfig,
  KubernetesObject,
  KubernetesObjectApi,
  PatchStrategy,
  RbacAuthorizationV1Api,
  V1PolicyRule,
  V1Taint,
  setHeaderOptions,
} from '@kubernetes/client-node';
import { kindKey, resourceOfKind } from '@opsagent/engine';
import { waitFor } from './waitFor';

/** Changes a test cluster. */
export class ClusterClient {
  readonly core: CoreV1Api;
  readonly #objects: KubernetesObjectApi;
  readonly #apps: AppsV1Api;
  readonly #customObjects: CustomObjectsApi;
  readonly #health: Health;
  readonly #rbac: RbacAuthorizationV1Api;

  constructor(kubeConfig: KubeConfig) {
    this.core = kubeConfig.makeApiClient(CoreV1Api);
    this.#apps = kubeConfig.makeApiClient(AppsV1Api);
    this.#customObjects = kubeConfig.makeApiClient(CustomObjectsApi);
    this.#health = new Health(kubeConfig);
    this.#rbac = kubeConfig.makeApiClient(RbacAuthorizationV1Api);
    this.#objects = KubernetesObjectApi.makeApiClient(kubeConfig);
  }

  /** Whether the API server serves and has laid out its own roles. */
  async isReady(): Promise<boolean> {
    return this.#health.readyz({});
  }

  /** Creates a namespace and waits until pods may be created in it. */
  async createNamespace(name: string): Promise<void> {
    await this.core.createNamespace({ body: { metadata: { name } } });
    await waitFor(`the default service account of ${name}`, () =>
      this.core.readNamespacedServiceAccount({
        namespace: name,
        name: 'default',
      }),
    );
  }

  /** Applies objects in their order; namespaced ones that name no namespace go into the given one. */
  async apply(
    objects: readonly KubernetesObject[],
    namespace = 'default',
  ): Promise<void> {
    for (const object of objects) {
      await this.#objects.patch(
        placed(object, namespace),
        undefined,
        undefined,
        'opsagent-test',
        true,
        PatchStrategy.ServerSideApply,
      );
    }
  }

  /** Applies custom resources as their controllers leave them: with the status that they carry. */
  async applyWithStatus(
    objects: readonly KubernetesObject[],
    namespace = 'default',
  ): Promise<void> {
    await this.apply(objects, namespace);
    for (const object of objects) await this.#setStatus(object, namespace);
  }

  async #setStatus(object: KubernetesObject, namespace: string) {
    const { status } = object as { status?: unknown };
    const resource = resourceOfKind(kindKey(object));
    if (!status || !resource) return;
    const { group, plural } = resource;
    const { metadata, apiVersion = '' } = placed(object, namespace);
    const request = {
      group,
      version: apiVersion.split('/')[1],
      plural,
      name: metadata?.name ?? '',
      body: { status },
    };
    const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
    const { namespace: own } = metadata ?? {};
    try {
      await (own
        ? this.#customObjects.patchNamespacedCustomObjectStatus(
            { ...request, namespace: own },
            merge,
          )
        : this.#customObjects.patchClusterCustomObjectStatus(request, merge));
    } catch (error) {
      // Kinds without the subresource took their status with the object.
      if (!(error instanceof ApiException && error.code === 404)) throw error;
    }
  }

  /** Changes the given fields of an object, lists by their merge keys. */
  async merge(namespace: string, object: KubernetesObject): Promise<void> {
    await this.#objects.patch(
      placed(object, namespace),
      undefined,
      undefined,
      'opsagent-test',
      undefined,
      PatchStrategy.StrategicMergePatch,
    );
  }

  /** How many pods of a Deployment are available. */
  async availableReplicas(namespace: string, name: string): Promise<number> {
    const { status } = await this.#apps.readNamespacedDeployment({
      namespace,
      name,
    });
    return status?.availableReplicas ?? 0;
  }

  /** Deletes objects, and what they own in the background; those that are gone already are no error. */
  async remove(
    objects: readonly KubernetesObject[],
    namespace = 'default',
  ): Promise<void> {
    for (const object of objects) {
      try {
        await this.#objects.delete(
          placed(object, namespace),
          undefined,
          undefined,
          undefined,
          undefined,
          'Background',
        );
      } catch (error) {
        if (!(error instanceof ApiException && error.code === 404)) throw error;
      }
    }
  }

  /** Adds a node of four processors and 16 GiB that is ready. Kwok plays its pods if annotated so; otherwise the test does. */
  async addNode(
    name: string,
    options: {
      annotations?: Record<string, string>;
      labels?: Record<string, string>;
      taints?: V1Taint[];
    } = {},
  ): Promise<void> {
    await this.core.createNode({
      body: {
        metadata: {
          name,
          annotations: options.annotations,
          labels: {
            'kubernetes.io/hostname': name,
            'kubernetes.io/os': 'linux',
            ...options.labels,
          },
        },
        spec: { taints: options.taints },
      },
    });
    const capacity = { cpu: '4', memory: '16Gi', pods: '110' };
    await this.setNodeStatus(name, {
      capacity,
      allocatable: capacity,
      conditions: [
        nodeCondition('Ready', 'True', 'KubeletReady'),
        nodeCondition('MemoryPressure', 'False', 'KubeletHasSufficientMemory'),
        nodeCondition('DiskPressure', 'False', 'KubeletHasNoDiskPressure'),
        nodeCondition('PIDPressure', 'False', 'KubeletHasSufficientPID'),
      ],
    });
  }

  /** Writes what a kubelet would write into a node's status; conditions merge by type. */
  async setNodeStatus(name: string, status: object): Promise<void> {
    await this.core.patchNodeStatus(
      { name, body: { status } },
      setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
    );
  }

  /**
   * Creates a service account that may do what the rules, or a cluster role by name, allow in the whole cluster.
   *
   * @returns a token for it, valid for a day
   */
  async serviceAccount(
    name: string,
    permissions: string | V1PolicyRule[],
  ): Promise<string> {
    const namespace = 'default';
    const metadata = { name, namespace };
    await this.core.createNamespacedServiceAccount({
      namespace,
      body: { metadata },
    });
    if (typeof permissions !== 'string') {
      await this.#rbac.createClusterRole({
        body: { metadata: { name }, rules: permissions },
      });
    }
    await this.#rbac.createClusterRoleBinding({
      body: {
        metadata: { name },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: typeof permissions === 'string' ? permissions : name,
        },
        subjects: [{ kind: 'ServiceAccount', name, namespace }],
      },
    });
    const { status } = await this.core.createNamespacedServiceAccountToken({
      name,
      namespace,
      body: { spec: { audiences: [], expirationSeconds: 86_400 } },
    });
    if (!status?.token) throw new Error(`No token came for ${name}`);
    return status.token;
  }
}

/** A condition of a node as a kubelet writes it now. */
export function nodeCondition(type: string, status: string, reason: string) {
  const now = new Date().toISOString();
  return {
    type,
    status,
    reason,
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  };
}

function placed(object: KubernetesObject, namespace: string): KubernetesObject {
  if (!object.kind || resourceOfKind(kindKey(object))?.namespaced === false) {
    return object;
  }
  return { ...object, metadata: { namespace, ...object.metadata } };
}
