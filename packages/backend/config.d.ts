export interface Config {
  permission?: {
    /** The policy of the example portal: everything is allowed that is not denied here, or left to owners. */
    examplePolicy?: {
      deny?: Array<{
        /** Entity refs of the users who are denied, such as `user:default/guest`; everybody when left out. */
        users?: string[];
        /** Names of the permissions, such as `opsagent.finding.read` or `catalog.entity.read`. */
        permissions: string[];
        /** For `catalog.entity.*`: only these entities are denied, such as `component:default/checkout`. */
        entities?: string[];
      }>;
      /** What people may do only with findings and incidents of entities that they or their groups own. */
      ownersOnly?: {
        /** `opsagent.finding.update` leaves everybody else to read; `opsagent.finding.read` hides from them what is not theirs; `opsagent.investigation.create` and `opsagent.conversation.create` leave the language model to owners. */
        permissions: string[];
        /** Entity refs of users and groups whom this does not limit, such as `group:default/team-platform`. */
        except?: string[];
      };
    };
  };
}
