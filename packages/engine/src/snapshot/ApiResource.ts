/** How a kind is addressed in the Kubernetes API. */
export interface ApiResource {
  readonly kind: string;
  /** Empty for the core group. */
  readonly group: string;
  /** The version that is read; of an optional kind the one to prefer where several are served. */
  readonly version: string;
  /** The lower-case plural that stands in the URL. */
  readonly plural: string;
  readonly namespaced: boolean;
  /** Served only where an add-on has been installed. Absent for what every cluster serves. */
  readonly optional?: {
    /** The versions whose fields the engine understands, best first; begins with `version`. */
    readonly versions: readonly string[];
  };
}

/** The `apiVersion` of a resource's objects, such as `v1` or `apps/v1`. */
export function apiVersionOf({
  group,
  version,
}: Pick<ApiResource, 'group' | 'version'>): string {
  return group ? `${group}/${version}` : version;
}
