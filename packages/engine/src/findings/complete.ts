import { Detector } from '../detectors/Detector';
import { shorten, shortenEvidence } from './evidence';
import { AffectedObject, Finding, FindingDraft } from './Finding';
import { fingerprint } from './fingerprint';

/** What a detector says, with its identity, its tier and its title, and with all texts cut to what a person reads. */
export function complete(
  cluster: string,
  detector: Detector,
  draft: FindingDraft,
): Finding {
  const { subject, key, severity, message, evidence } = draft;
  const since = draft.since ?? earliest(draft.affected);
  return {
    id: fingerprint(cluster, detector.id, subject, key),
    detector: detector.id,
    tier: draft.tier ?? detector.tier,
    severity,
    subject,
    ...(key ? { key } : {}),
    title: shorten(draft.title ?? detector.title),
    message: shorten(message),
    evidence: evidence.map(shortenEvidence),
    affected: draft.affected ?? [],
    symptoms: [],
    ...(since ? { since } : {}),
  };
}

function earliest(affected: readonly AffectedObject[] = []) {
  let first: string | undefined;
  for (const { since } of affected)
    if (since && (!first || Date.parse(since) < Date.parse(first)))
      first = since;
  return first;
}
