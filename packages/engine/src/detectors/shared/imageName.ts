/** The parts of an image reference. */
export interface ImageName {
  /** Where it is pulled from; `docker.io` when the reference names none. */
  registry: string;
  /** Registry and path without tag and digest, such as `docker.io/library/nginx`. */
  repository: string;
  /** `latest` when neither tag nor digest is given. */
  tag?: string;
  digest?: string;
}

const DEFAULT_REGISTRY = 'docker.io';

/**
 * Takes an image reference apart as container runtimes do: the digest follows `@`, the tag follows the last `:` after the last `/`, and a first part with a dot, a
 * colon or the name `localhost` is a registry.
 *
 * @see https://github.com/distribution/reference
 */
export function parseImageName(image: string): ImageName {
  const whole = image.trim();
  const [beforeDigest, digest] = whole.includes('@')
    ? whole.split('@')
    : [whole];
  const colon = beforeDigest.lastIndexOf(':');
  const tagged = colon > beforeDigest.lastIndexOf('/');
  const name = tagged ? beforeDigest.slice(0, colon) : beforeDigest;
  const tag = tagged ? beforeDigest.slice(colon + 1) : undefined;

  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const hasRegistry = /[.:]/.test(first) || first === 'localhost';
  const registry = hasRegistry ? first : DEFAULT_REGISTRY;
  const path = hasRegistry ? name.slice(slash + 1) : name;
  const fullPath =
    registry === DEFAULT_REGISTRY && !path.includes('/')
      ? `library/${path}`
      : path;
  return {
    registry,
    repository: `${registry}/${fullPath}`,
    ...(tag || !digest ? { tag: tag ?? 'latest' } : {}),
    ...(digest ? { digest } : {}),
  };
}
