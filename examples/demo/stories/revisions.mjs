/** Turns a committed manifest into an earlier revision: changes the named workload and leaves every other object as it is. */
export function earlier(name, change) {
  return object => {
    if (object.kind === 'Deployment' && object.metadata.name === name)
      change(object, object.spec.template.spec.containers[0]);
    return object;
  };
}

/** The revision with another image tag, and the change cause that went with it. */
export function earlierImage(name, tag) {
  return earlier(name, (deployment, container) => {
    container.image = container.image.replace(/:[^:/]+$/, `:${tag}`);
    const annotations = deployment.metadata.annotations ?? {};
    if ('kubernetes.io/change-cause' in annotations)
      annotations['kubernetes.io/change-cause'] = `Release ${tag} by argocd`;
  });
}

export const isPodOf = (name, image) => pod =>
  pod.metadata.labels?.['app.kubernetes.io/name'] === name &&
  (!image || pod.spec.containers[0].image.endsWith(`:${image}`));
