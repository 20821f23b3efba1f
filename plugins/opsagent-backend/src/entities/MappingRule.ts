/** A configured statement of which objects belong to an entity. All of its conditions have to hold. */
export interface MappingRule {
  /** A name; `*` stands for any part of one. */
  cluster?: string;
  /** A name; `*` stands for any part of one. What has no namespace is in none. */
  namespace?: string;
  /** All of these, on the object itself or on its pod template. */
  labels?: Readonly<Record<string, string>>;
  /** Such as `Deployment`, or with its group for kinds of add-ons: `Rollout.argoproj.io`. */
  kind?: string;
  entityRef: string;
}
