export interface Config {
  permission?: {
    /** The policy of the example portal: everything is allowed that is not denied here. */
    examplePolicy?: {
      deny?: Array<{
        /** Entity refs of the users who are denied, such as `user:default/guest`; everybody when left out. */
        users?: string[];
        /** Names of the permissions, such as `opsagent.finding.read` or `catalog.entity.read`. */
        permissions: string[];
        /** For `catalog.entity.*`: only these entities are denied, such as `component:default/checkout`. */
        entities?: string[];
      }>;
    };
  };
}
