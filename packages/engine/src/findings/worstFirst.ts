import { Finding, SEVERITIES, TIERS } from './Finding';

/** The worst first: by tier, then by severity, then by the names of their subjects. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return findings.map(ranked).sort(byRank).map(findingOf);
}

interface Ranked {
  finding: Finding;
  rank: number;
  name: string;
}

function ranked(finding: Finding): Ranked {
  return {
    finding,
    rank:
      TIERS.indexOf(finding.tier) * SEVERITIES.length +
      SEVERITIES.indexOf(finding.severity),
    name: sortKey(finding),
  };
}

function byRank(a: Ranked, b: Ranked) {
  return a.rank - b.rank || a.name.localeCompare(b.name, 'en');
}

function findingOf({ finding }: Ranked) {
  return finding;
}

function sortKey({ subject, detector, key = '' }: Finding) {
  const { namespace = '', kind, name } = subject;
  return `${namespace}/${kind}/${name}/${detector}/${key}`;
}
