import { matchesSelector } from '@opsagent/engine';
import type { KubernetesObject } from '@opsagent/engine';
import { KubernetesEntity } from './KubernetesEntity';
import { instanceOf } from './instanceOf';
import { parseLabelSelector } from './labelSelector';

/** Entities of one cluster by the applications and releases that they name. */
export class InstanceIndex {
  readonly #byApplication = new Map<string, KubernetesEntity[]>();
  readonly #byEither = new Map<string, KubernetesEntity[]>();

  /** @param applications - those of Argo CD that the cluster holds */
  constructor(
    cluster: string,
    entities: Iterable<KubernetesEntity>,
    applications: readonly KubernetesObject[],
  ) {
    for (const entity of entities) {
      if (entity.cluster && entity.cluster !== cluster) continue;
      const { application, instance } = entity;
      if (application) append(this.#byApplication, application, entity);
      if (instance) append(this.#byEither, instance, entity);
      for (const name of selectedBy(entity, applications))
        append(this.#byApplication, name, entity);
    }
  }

  /** Entities that name what the object was deployed with. */
  matching(object: KubernetesObject): string[] {
    const { application = '', release = '' } = instanceOf(object);
    return [
      ...(this.#byApplication.get(application) ?? []),
      ...(this.#byEither.get(application) ?? []),
      ...(this.#byEither.get(release) ?? []),
    ]
      .filter(
        ({ namespace }) =>
          !namespace || namespace === object.metadata.namespace,
      )
      .map(each => each.entityRef);
  }
}

function selectedBy(
  { applicationSelector }: KubernetesEntity,
  applications: readonly KubernetesObject[],
): string[] {
  const selector =
    applicationSelector && parseLabelSelector(applicationSelector);
  if (!selector) return [];
  return applications
    .filter(({ metadata }) => matchesSelector(selector, metadata.labels ?? {}))
    .map(({ metadata }) => metadata.name);
}

function append(
  index: Map<string, KubernetesEntity[]>,
  name: string,
  entity: KubernetesEntity,
) {
  index.set(name, [...(index.get(name) ?? []), entity]);
}
