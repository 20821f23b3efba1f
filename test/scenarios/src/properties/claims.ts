import {
  Analysis,
  builtInDetectors,
  ClusterSnapshot,
  covers,
  KubernetesObject,
  ObjectReference,
  ResourceGraph,
  Tier,
} from '@opsagent/engine';

/** What an analysis says of something: a finding, or what is folded into one. */
export interface Claim {
  /** The workload at the top of the subject: which of its owners were read does not matter here. */
  about: string;
  /** What its finding affects, in the same spelling. */
  affects: readonly string[];
  detector: string;
  message: string;
  tier: Tier;
}

/** Everything that an analysis says, folded findings included. */
export function claimsOf(
  { findings }: Analysis,
  whole: ClusterSnapshot,
): Claim[] {
  const graph = new ResourceGraph(whole);
  const topOf = (reference: ObjectReference) => {
    const { kind, namespace, name } = reference;
    const object = whole.get(kind, namespace, name);
    const top = object ? graph.topOwner(object) : reference;
    return `${top.kind}/${top.namespace ?? ''}/${top.name}`;
  };
  return findings.flatMap(finding => {
    const { subject, affected, symptoms, tier } = finding;
    const about = topOf(subject);
    const affects = affected.map(topOf);
    return [finding, ...symptoms].map(({ detector, message }) => ({
      about,
      affects,
      detector,
      message,
      tier,
    }));
  });
}

/** Claims about a part of a cluster that nothing in those about the whole bears out. */
export function inventedClaims(
  claims: readonly Claim[],
  known: readonly Claim[],
  part: ClusterSnapshot,
): Claim[] {
  const said = saidIn(part);
  return claims.filter(
    claim => !isClaimed(claim, known) && !isLessExact(claim, known, said),
  );
}

/**
 * Of two rules that say the same sentence of one subject, only one is kept; and one rule that says the same sentence speaks of the same thing, also where the object
 * was not read and only its name is known from elsewhere.
 */
function isClaimed(
  { about, detector, message }: Claim,
  known: readonly Claim[],
) {
  return known.some(each => {
    const agreements = [
      each.about === about,
      each.detector === detector,
      each.message === message,
    ];
    return agreements.filter(Boolean).length >= 2;
  });
}

/** In characters. Fewer may stand in a text by chance. */
const LEAST_QUOTATION = 20;

/**
 * Whether the whole says more exactly what ails the same subject: by a rule that explains this one, or, where the claim does no more than quote what a component of
 * the cluster says, by a problem of the same area that concerns it.
 */
function isLessExact(
  { about, detector, message }: Claim,
  known: readonly Claim[],
  said: readonly string[],
) {
  const quotation = message.replace(/^[^:]*: /, '');
  const isQuoted =
    quotation.length >= LEAST_QUOTATION &&
    said.some(text => text.includes(quotation));
  const concerns = (each: Claim) =>
    [each.about, ...each.affects].includes(about);
  const explains = (each: Claim) =>
    concerns(each) &&
    explanationsOf(detector).some(id => covers(id, each.detector));
  const tellsMore = (each: Claim) =>
    concerns(each) &&
    each.tier === 'problem' &&
    areaOf(each.detector) === areaOf(detector);
  return known.some(each => explains(each) || (isQuoted && tellsMore(each)));
}

const explanations = new Map(
  builtInDetectors.map(each => [each.id, each.explainedBy]),
);

function explanationsOf(detector: string): readonly string[] {
  return explanations.get(detector) ?? [];
}

function areaOf(detector: string) {
  return detector.split('.')[0];
}

/** What components of the cluster say: in events, and in conditions. */
function saidIn(snapshot: ClusterSnapshot): string[] {
  const objects = snapshot
    .kinds()
    .flatMap(kind => [...(snapshot.all(kind) as readonly Speaking[])]);
  return objects.flatMap(({ message, status }) =>
    [message, ...(status?.conditions ?? []).map(each => each.message)].filter(
      text => text !== undefined,
    ),
  );
}

interface Speaking extends KubernetesObject {
  /** Of an event. */
  message?: string;
  status?: { conditions?: { message?: string }[] };
}
