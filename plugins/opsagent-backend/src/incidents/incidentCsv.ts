import { IncidentSummary } from '@opsagent/backstage-plugin-opsagent-common';
import { stringify } from 'csv-stringify';
import { Readable } from 'node:stream';
import { namespaceOf } from '../entities/namespaceOf';

const COLUMNS: readonly [
  header: string,
  value: (incident: IncidentSummary) => string | number | undefined,
][] = [
  ['id', ({ id }) => id],
  ['severity', ({ severity }) => severity],
  ['state', ({ state }) => state],
  ['title', ({ title }) => title],
  ['cluster', ({ cluster }) => cluster],
  ['kind', ({ subject }) => subject.kind],
  ['namespace', ({ subject }) => namespaceOf(subject)],
  ['name', ({ subject }) => subject.name],
  ['cause', ({ cause }) => cause.cause],
  ['causeTitle', ({ cause }) => cause.title],
  ['confidence', ({ cause }) => cause.confidence],
  ['findings', ({ findings }) => findings],
  ['causedBy', incident => entitiesOf(incident, 'cause')],
  ['affected', incident => entitiesOf(incident, 'affected')],
  ['firstSeenAt', ({ firstSeenAt }) => firstSeenAt],
  ['stateSince', ({ stateSince }) => stateSince],
  ['until', ({ until }) => until],
  ['by', ({ by }) => by],
  ['reason', ({ reason }) => reason],
  ['resolvedAt', ({ resolvedAt }) => resolvedAt],
];

/** Incidents as the lines of a table, after a line of headers. Text that a spreadsheet would take for a formula is quoted. */
export function incidentCsv(
  incidents: AsyncIterable<IncidentSummary>,
): Readable {
  async function* lines() {
    for await (const incident of incidents)
      yield COLUMNS.map(([, value]) => value(incident));
  }
  const table = stringify({
    header: true,
    columns: COLUMNS.map(([header]) => header),
    escape_formulas: true,
  });
  return Readable.from(lines()).compose(table);
}

function entitiesOf(
  { entities }: IncidentSummary,
  role: IncidentSummary['entities'][number]['role'],
) {
  return entities
    .filter(each => each.role === role)
    .map(each => each.entityRef)
    .join(' ');
}
