import {
  DigestEvent,
  FindingList,
  StoredFinding,
} from '@opsagent/backstage-plugin-opsagent-common';

export interface DigestTelling {
  ownerRef: string;
  /** Gravest first, cut to what may be told to the owner. */
  risks: FindingList;
  hygiene: FindingList;
  at: Date;
}

/** What an owner should know of what is not broken yet; undefined when that is nothing. */
export function describeDigest({
  at,
  hygiene,
  ownerRef,
  risks,
}: DigestTelling): DigestEvent | undefined {
  const counts = [
    count(risks.totalItems, 'risk', 'risks'),
    count(hygiene.totalItems, 'hygiene finding', 'hygiene findings'),
  ].filter(each => each !== undefined);
  if (counts.length === 0) return undefined;
  const top = risks.totalItems > 0 ? risks.items : hygiene.items;
  return {
    type: 'findings.digest',
    timestamp: at.toISOString(),
    data: {
      owner: ownerRef,
      title: `${counts.join(' and ')} in what you own`,
      description: top.map(lineOf).join('\n'),
      link: '/opsagent',
      risks: risks.totalItems,
      hygiene: hygiene.totalItems,
      top: top.map(({ cluster, id, message, severity, tier }) => ({
        id,
        tier,
        severity,
        cluster,
        message,
      })),
    },
  };
}

function count(number: number, one: string, other: string) {
  return number > 0 ? `${number} ${number === 1 ? one : other}` : undefined;
}

function lineOf({ cluster, message, severity }: StoredFinding) {
  return `${severity}, ${cluster}: ${message}`;
}
