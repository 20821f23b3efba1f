import {
  ClusterStatus,
  EntityHealth,
  IncidentDetails,
  IncidentSummary,
  Suggestion,
  SuggestionKind,
} from '@opsagent/backstage-plugin-opsagent-common';

const MOST = 5;

/** What the questions say, in English; `{name}` stands for a value. */
const WORDING: Readonly<Record<SuggestionKind, string>> = {
  'cause-proof': 'What speaks for and against this cause: {cause}?',
  'cause-unknown': 'What would have to be read to know the cause?',
  changes: 'What changed shortly before it began?',
  mend: 'How is it mended, and what could go wrong with that?',
  similar: 'Has something like it happened before, and how did it end?',
  affected: 'What else does it affect?',
  incident: 'Why does this happen: {incident}?',
  well: 'Is everything well with it now?',
  dependencies: 'What does it depend on, and are those well?',
  risks: 'Which of its {count} risks should be mended first?',
  'worst-incidents': 'Which incidents of {cluster} are the worst?',
  'new-incidents': 'Which incidents of {cluster} began in the last day?',
  unread:
    '{count} kinds could not be read completely in {cluster}: what does that hide?',
  nodes: 'Are the nodes of {cluster} well, and is there room left?',
};

export function suggestionsOfIncident({
  causes,
  entities,
  recommendations,
}: IncidentDetails): Suggestion[] {
  const [likeliest] = causes;
  const isKnown = likeliest !== undefined && likeliest.confidence > 0;
  return [
    isKnown
      ? suggestion('cause-proof', { cause: likeliest.title })
      : suggestion('cause-unknown'),
    suggestion('changes'),
    ...(recommendations.length > 0 ? [suggestion('mend')] : []),
    ...(entities.some(({ role }) => role === 'affected')
      ? [suggestion('affected')]
      : []),
    suggestion('similar'),
  ].slice(0, MOST);
}

export function suggestionsOfEntity({
  findings,
  incidents,
}: EntityHealth): Suggestion[] {
  const risks = findings.filter(({ tier }) => tier === 'risk');
  return [
    ...incidents
      .slice(0, 2)
      .map(({ title }) => suggestion('incident', { incident: title })),
    suggestion('well'),
    ...(risks.length > 1
      ? [suggestion('risks', { count: `${risks.length}` })]
      : []),
    suggestion('dependencies'),
  ].slice(0, MOST);
}

export function suggestionsOfCluster(
  status: ClusterStatus,
  incidents: readonly Pick<IncidentSummary, 'title'>[],
): Suggestion[] {
  const { name: cluster } = status;
  const unread = unreadKindsOf(status);
  return [
    ...(incidents.length > 1
      ? [suggestion('worst-incidents', { cluster })]
      : []),
    ...incidents
      .slice(0, 1)
      .map(({ title }) => suggestion('incident', { incident: title })),
    ...(incidents.length > 0 ? [suggestion('new-incidents', { cluster })] : []),
    suggestion('nodes', { cluster }),
    ...(unread.length > 0
      ? [suggestion('unread', { cluster, count: `${unread.length}` })]
      : []),
  ].slice(0, MOST);
}

/** Kinds of a cluster that the last scan could not read completely. */
export function unreadKindsOf({ coverage }: ClusterStatus): string[] {
  return (coverage?.kinds ?? [])
    .filter(({ state }) => state !== 'complete' && state !== 'notServed')
    .map(({ kind }) => kind);
}

function suggestion(
  kind: SuggestionKind,
  values: Readonly<Record<string, string>> = {},
): Suggestion {
  const text = Object.entries(values).reduce(
    (worded, [name, value]) => worded.replace(`{${name}}`, () => value),
    WORDING[kind],
  );
  return { kind, text, values: { ...values } };
}
