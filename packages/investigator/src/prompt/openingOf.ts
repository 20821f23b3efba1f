import { CauseHypothesis, describeObject } from '@opsagent/engine';
import { InvestigationScope } from '../cluster/InvestigationScope';
import { IncidentCase } from '../IncidentCase';
import { EvidenceLedger } from '../ledger/EvidenceLedger';
import { LedgerEntry } from '../ledger/Fact';
import { Model } from '../model/Model';
import { estimateTokens } from '../model/tokenUsage';
import { Privacy } from '../privacy/Privacy';
import { OpeningFacts } from './OpeningFacts';
import { tellFacts } from './tellFacts';

export interface TellIncidentOptions {
  incident: IncidentCase;
  ledger: EvidenceLedger;
  privacy: Pick<Privacy, 'hideCredentials' | 'learnFrom'>;
  /** Tokens that it may have, about. */
  room: number;
}

/** What a model is told about an incident at first. */
export interface Opening {
  text: string;
  facts: LedgerEntry[];
}

const CUT = '[cut: ';
const CUT_HINT =
  'What is cut can be had with list_findings, get_object, get_events and related_objects.';
const MOST_FINDINGS = 25;
const MOST_STEPS = 30;
const MOST_PRIORS = 5;

/** Parts of the room; facts have what is left. */
const SHARES = { priors: 0.3, flow: 0.1, recommendations: 0.1 };

/** Of what a model can hold, the part that it is told at first. */
const OPENING = 0.2;

/** Tokens that the opening of a conversation may have, which leaves room for tools and for what they bring. */
export function openingRoom({
  contextTokens,
}: Pick<Model, 'contextTokens'>): number {
  return contextTokens * OPENING;
}

/** Tells of an incident and of what may be looked at, also to see what is left out. */
export function openingOf(
  options: TellIncidentOptions & {
    scope: InvestigationScope;
    /** The moment as which the cluster is seen. */
    now: Date;
  },
): Opening {
  const place = [
    tellNow(options.now),
    `You may look at ${options.scope.describe()}.`,
  ].join('\n');
  const { facts, text } = tellIncident({
    ...options,
    room: options.room - estimateTokens(`${CUT_HINT}\n${place}`),
  });
  return {
    facts,
    text: [
      text,
      '',
      ...(text.includes(`\n${CUT}`) ? [CUT_HINT] : []),
      place,
    ].join('\n'),
  };
}

/** Tells when it is, against which a model holds all times that it reads. */
export function tellNow(now: Date): string {
  return `It is ${now.toISOString()}.`;
}

/** Enters what the rules found, and on what evidence, in the ledger, and tells it with their hypotheses: the most important first, when there is no room for all. */
export function tellIncident({
  incident,
  ledger,
  privacy,
  room,
}: TellIncidentOptions): Opening {
  const findings = incident.findings.slice(0, MOST_FINDINGS);
  const causes = incident.causes.slice(0, MOST_PRIORS);
  const steps = (incident.flow ?? []).slice(0, MOST_STEPS);
  const flow = withinRoom(
    steps.map(({ from, to }) =>
      JSON.stringify([describeObject(from), describeObject(to)]),
    ),
    room * SHARES.flow,
    'steps',
  );
  const recommendations = withinRoom(
    incident.recommendations.map(({ id, title }) =>
      JSON.stringify({ id, title }),
    ),
    room * SHARES.recommendations,
    'recommendations',
  );
  const head = `Incident ${JSON.stringify({
    title: incident.title,
    severity: incident.severity,
    cluster: incident.cluster,
    subject: describeObject(incident.subject),
    since: incident.since ?? null,
  })}`;
  const sizes = [head, ...flow, ...recommendations].map(estimateTokens);
  const left = sizes.reduce((rest, size) => rest - size, room);
  const facts = new OpeningFacts(findings, causes, privacy);
  const entries = facts.enter(ledger, left - room * SHARES.priors);
  const priors = withinRoom(
    causes.map((each, index) => tellPrior(each, index, facts)),
    room * SHARES.priors,
    'less likely hypotheses',
  );
  const untold = incident.findings.length - findings.length;
  return {
    facts: entries,
    text: [
      head,
      '',
      'Facts:',
      tellFacts(entries),
      ...(untold > 0 ? [tellCut(untold, 'findings')] : []),
      ...(facts.leftOut > 0 ? [tellCut(facts.leftOut, 'facts')] : []),
      '',
      'Hypotheses of the rules:',
      ...(priors.length > 0 ? priors : ['none']),
      '',
      'How the failure spreads, as the rules see it:',
      ...(flow.length > 0 ? flow : ['it stays with its subject']),
      '',
      'Recommendations that may be linked:',
      ...(recommendations.length > 0 ? recommendations : ['none']),
    ].join('\n'),
  };
}

function tellPrior(
  cause: CauseHypothesis,
  index: number,
  facts: OpeningFacts,
): string {
  return JSON.stringify({
    id: `H${index + 1}`,
    cause: cause.cause,
    says: cause.message ?? cause.title,
    subject: describeObject(cause.subject),
    confidence: cause.confidence,
    evidence: facts.idsOf(cause.evidence),
    against: facts.idsOf(cause.against),
    missing: facts.idsOf(cause.missing),
  });
}

/** The first lines, as many as there is room for but at least one, and how many are left out. */
function withinRoom(
  lines: readonly string[],
  room: number,
  rest: string,
): string[] {
  let size = 0;
  const end = lines.findIndex((line, index) => {
    size += estimateTokens(line);
    return size > room && index > 0;
  });
  return end < 0
    ? [...lines]
    : [...lines.slice(0, end), tellCut(lines.length - end, rest)];
}

function tellCut(count: number, what: string): string {
  return `${CUT}${count} more ${what}]`;
}
