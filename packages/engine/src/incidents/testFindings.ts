import { builtInCauses, symptomDetectors } from '../causes';
import { referenceTo } from '../findings/evidence';
import { Finding } from '../findings/Finding';
import { ResourceGraph } from '../graph/ResourceGraph';
import { KubernetesObject } from '../snapshot/objects';
import { Ingredient, snapshotOf } from '../testing/detectorRunner';
import { correlate } from './correlate';
import { Incident } from './Incident';

/** A finding as a detector would make it; a test states only what matters to it. */
export function finding(
  detector: string,
  subject: Parameters<typeof referenceTo>[0],
  overrides: Partial<Finding> = {},
): Finding {
  return {
    id: `${detector}-${subject.metadata.name}`,
    detector,
    tier: 'problem',
    severity: 'high',
    subject: referenceTo(subject),
    title: detector,
    message: `${detector} of ${subject.metadata.name}`,
    evidence: [],
    affected: [],
    symptoms: [],
    ...overrides,
  };
}

/** An object of an add-on's kind in namespace `shop`. */
export function custom(
  apiVersion: string,
  kind: string,
  name: string,
  fields: object,
): KubernetesObject {
  return { apiVersion, kind, metadata: { name, namespace: 'shop' }, ...fields };
}

/** The incidents that the built-in causes make of findings on a cluster. */
export function incidentsFor(
  cluster: readonly Ingredient[],
  findings: readonly Finding[],
  logs?: ReadonlyMap<string, string>,
): Incident[] {
  const snapshot = snapshotOf(cluster, logs);
  return correlate({
    snapshot,
    graph: new ResourceGraph(snapshot),
    findings,
    causes: builtInCauses,
    symptoms: symptomDetectors,
  });
}

/** `cause Kind/name: number of findings`, one for each incident. */
export function summaryOf({ causes, findings }: Incident): string {
  const [{ cause, subject }] = causes;
  return `${cause} ${subject.kind}/${subject.name}: ${findings.length}`;
}
