import { Analysis, Finding, Incident, ObjectReference } from '@opsagent/engine';
import { nameOf } from '../scenario/reference';
import { Scenario } from '../scenario/Scenario';

/** A cause and the object somebody would change to mend it: `Secret/shop/db: config-reference-missing`. */
export interface Answer {
  cause: string;
  subject: string;
}

/** How well one scenario was diagnosed. */
export interface Score {
  scenario: string;
  area: string;
  healthy: boolean;
  detectors: { detector: string; subject: string; found: boolean }[];
  roots: RootScore[];
  /** Problems that belong to no expected root; in a healthy scenario all of them. */
  unexpected: { detector: string; subject: string; message: string }[];
  /** The first cause of each incident, for the calibration of confidence. */
  claims: { answer: Answer; confidence: number; right: boolean }[];
  /** Detectors and causes that threw. */
  failed: string[];
}

export interface RootScore {
  expected: Answer;
  /** Whether an incident of its own names it first, and nothing unexpected stands above that incident. */
  top1: boolean;
  /** Whether an incident of its own names it among its first three causes. */
  top3: boolean;
  /** The first answers of all incidents, in their order. */
  said: Answer[];
}

type Scored = Pick<Scenario, 'name' | 'area' | 'healthy' | 'expect'>;

/** Compares an analysis with what a scenario expects. */
export function score(scenario: Scored, analysis: Analysis): Score {
  const { causes, detectors } = scenario.expect;
  const { findings, incidents, coverage } = analysis;
  const owned = assign(causes.map(accepted), incidents);
  const roots = causes.map((each, index): RootScore => {
    const own = owned[index];
    const before = own ? incidents.slice(0, incidents.indexOf(own)) : [];
    return {
      expected: { cause: each.cause, subject: each.subject },
      top1:
        own !== undefined &&
        names(accepted(each), own, 1) &&
        before.every(incident => owned.includes(incident)),
      top3: own !== undefined,
      said: incidents.flatMap(({ causes: [first] }) =>
        first ? [answerOf(first)] : [],
      ),
    };
  });
  const right = (incident: Incident) => {
    const index = owned.indexOf(incident);
    return index !== -1 && names(accepted(causes[index]), incident, 1);
  };
  return {
    scenario: scenario.name,
    area: scenario.area,
    healthy: scenario.healthy,
    detectors: detectors.map(each => ({
      ...each,
      found: isFound(each, causes, findings),
    })),
    roots,
    unexpected: unexpectedIn(findings, incidents.filter(right)),
    claims: incidents.flatMap(incident =>
      incident.causes.slice(0, 1).map(first => ({
        answer: answerOf(first),
        confidence: first.confidence,
        right: right(incident),
      })),
    ),
    failed: coverage.detectors.failed.map(({ detector }) => detector),
  };
}

type Expected = Scenario['expect']['causes'][number];

function accepted({ cause, subject, or }: Expected): readonly Answer[] {
  return [{ cause, subject }, ...or];
}

function answerOf(said: { cause: string; subject: ObjectReference }): Answer {
  return { cause: said.cause, subject: nameOf(said.subject) };
}

/** Whether one of the answers is among the first causes of an incident. */
function names(
  answers: readonly Answer[],
  { causes }: Incident,
  among: number,
): boolean {
  return causes
    .slice(0, among)
    .map(answerOf)
    .some(said =>
      answers.some(
        ({ cause, subject }) =>
          said.cause === cause && said.subject === subject,
      ),
    );
}

/** An incident for each root, none for two; those that name it first are taken before those that name it third. */
function assign(
  roots: readonly (readonly Answer[])[],
  incidents: readonly Incident[],
): (Incident | undefined)[] {
  const owned = roots.map((): Incident | undefined => undefined);
  for (const among of [1, 3]) {
    roots.forEach((answers, index) => {
      owned[index] ??= incidents.find(
        incident =>
          !owned.includes(incident) && names(answers, incident, among),
      );
    });
  }
  return owned;
}

/** As a finding of its own, or folded as a symptom into a finding of the same subject or of an expected root. */
function isFound(
  { detector, subject }: { detector: string; subject: string },
  causes: readonly Expected[],
  findings: readonly Finding[],
): boolean {
  const roots = causes.flatMap(accepted).map(each => each.subject);
  return findings.some(finding => {
    const its = nameOf(finding.subject);
    if (its === subject && finding.detector === detector) return true;
    return (
      (its === subject || roots.includes(its)) &&
      finding.symptoms.some(symptom => symptom.detector === detector)
    );
  });
}

function unexpectedIn(
  findings: readonly Finding[],
  right: readonly Incident[],
): Score['unexpected'] {
  const explained = new Set(right.flatMap(incident => incident.findings));
  return findings
    .filter(({ tier, id }) => tier === 'problem' && !explained.has(id))
    .map(({ detector, subject, message }) => ({
      detector,
      subject: nameOf(subject),
      message,
    }));
}
