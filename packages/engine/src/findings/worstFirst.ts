import { Finding, SEVERITIES, TIERS } from './Finding';

/** The worst first: by tier, then by severity, then by the names of their subjects. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return findings
    .map(finding => ({
      finding,
      rank:
        TIERS.indexOf(finding.tier) * SEVERITIES.length +
        SEVERITIES.indexOf(finding.severity),
      name: sortKey(finding),
    }))
    .sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name, 'en'))
    .map(each => each.finding);
}

function sortKey({ subject, detector, key = '' }: Finding) {
  const { namespace = '', kind, name } = subject;
  return `${namespace}/${kind}/${name}/${detector}/${key}`;
}
