import {
  findingSchema,
  incidentSchema,
  Life,
  StoredFinding,
  StoredIncident,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Finding } from '@opsagent/engine';
import { ago } from './ago';
import scenarios from './scenarios.json';

export interface ScenarioSample {
  incident: StoredIncident;
  /** What the incident joins. */
  members: StoredFinding[];
  /** Risks and hygiene of the same namespace. */
  others: StoredFinding[];
}

export interface ScenarioOptions {
  cluster?: string;
  /** The entity of everything that has this name. Entities are named like their objects otherwise. */
  entities?: Readonly<Record<string, string>>;
  life?: Partial<Life>;
}

const CLUSTER = 'prod-eu';
const entityRef = (name: string) => `component:default/${name}`;
const ownerOf = (ref: string) =>
  ref.replace('component:default/', 'group:default/team-');

/** What the engine says of a stored scenario, as a portal keeps it that scanned it just now. */
export function scenarioSample(
  name: ScenarioName,
  { cluster = CLUSTER, entities = {}, life = {} }: ScenarioOptions = {},
): ScenarioSample {
  const { incident, members, others } = scenarioOf(name);
  const seen = { state: 'open', ...times(), ...life } as const;
  const entityOf = (subject: { name: string }) =>
    entityRef(entities[subject.name] ?? subject.name);
  const stored = (each: Finding): StoredFinding => ({
    ...each,
    ...times(),
    state: 'open',
    cluster,
    entityRefs: [entityOf(each.subject)],
    owners: [ownerOf(entityOf(each.subject))],
    mayChange: true,
  });
  const causing = entityOf(incident.subject);
  const suffering = new Set(members.map(each => entityOf(each.subject)));
  suffering.delete(causing);
  return {
    incident: {
      ...incident,
      ...seen,
      cluster,
      source: 'scan',
      mayChange: true,
      entities: [
        { entityRef: causing, role: 'cause' },
        ...[...suffering].map(each => ({
          entityRef: each,
          role: 'affected' as const,
        })),
      ],
      owners: [ownerOf(causing)],
    },
    members: members.map(stored),
    others: others.map(stored),
  };
}

export type ScenarioName =
  | 'secret-missing-database-api-ingress'
  | 'policy-admits-other-label'
  | 'rust-panic-after-env-change';

function times() {
  const begun = ago(17);
  return { stateSince: begun, firstSeenAt: begun, lastSeenAt: ago(0.7) };
}

/** The scenario, moved in time as if it had been captured now. */
function scenarioOf(name: ScenarioName) {
  const found = scenarios.find(each => each.name === name);
  if (!found) throw new Error(`scenarios.json has no scenario ${name}`);
  const shift = Date.now() - Date.parse(found.capturedAt);
  const moved: typeof found = JSON.parse(
    JSON.stringify(found).replace(
      /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g,
      moment => new Date(Date.parse(moment) + shift).toISOString(),
    ),
  );
  return {
    incident: incidentSchema.parse(moved.incident),
    members: moved.members.map(each => findingSchema.parse(each)),
    others: moved.others.map(each => findingSchema.parse(each)),
  };
}
