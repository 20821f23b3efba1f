import { describeObject, Evidence } from '@opsagent/engine';
import { InvestigationScope } from '../cluster/InvestigationScope';
import { IncidentCase } from '../IncidentCase';
import { EvidenceLedger } from '../ledger/EvidenceLedger';
import { Fact, LedgerEntry } from '../ledger/Fact';
import { describeWithoutCredentials } from '../privacy/describeWithoutCredentials';
import { Privacy } from '../privacy/Privacy';
import { tellFacts } from './tellFacts';

/** What a model is told about an incident at first. */
export interface Opening {
  text: string;
  facts: LedgerEntry[];
}

const MOST_FINDINGS = 25;
const MOST_STEPS = 30;
const MOST_PRIORS = 5;

/** Enters what the rules found, and on what evidence, in the ledger, and tells it with their hypotheses and with what may be looked at. */
export function openingOf(
  incident: IncidentCase,
  ledger: EvidenceLedger,
  scope: InvestigationScope,
  privacy: Pick<Privacy, 'hideCredentials'>,
): Opening {
  const { facts, text } = tellIncident(incident, ledger, privacy);
  return { facts, text: `${text}\n\nYou may look at ${scope.describe()}.` };
}

/** Enters what the rules found, and on what evidence, in the ledger, and tells it with their hypotheses. */
export function tellIncident(
  incident: IncidentCase,
  ledger: EvidenceLedger,
  privacy: Pick<Privacy, 'hideCredentials'>,
): Opening {
  const facts = new Map<string, LedgerEntry>();
  const enter = (fact: Fact) => {
    const entry = ledger.enter(fact);
    facts.set(entry.id, entry);
    return entry.id;
  };
  const enterEvidence = (evidence: Evidence) =>
    enter(factOf(evidence, privacy));
  const told = incident.findings.slice(0, MOST_FINDINGS);
  for (const finding of told) {
    enter({
      kind: 'finding',
      about: finding.subject,
      ...(finding.since ? { at: finding.since } : {}),
      text: `${finding.severity}: ${finding.title}. ${finding.message} (${finding.detector})`,
    });
    for (const evidence of finding.evidence) enterEvidence(evidence);
  }
  const priors = incident.causes.slice(0, MOST_PRIORS).map((cause, index) => ({
    id: `H${index + 1}`,
    cause: cause.cause,
    says: cause.message ?? cause.title,
    subject: describeObject(cause.subject),
    confidence: cause.confidence,
    evidence: cause.evidence.map(enterEvidence),
    against: cause.against.map(enterEvidence),
    missing: cause.missing.map(enterEvidence),
  }));
  const entries = [...facts.values()];
  return {
    facts: entries,
    text: [
      `Incident ${JSON.stringify({
        title: incident.title,
        severity: incident.severity,
        cluster: incident.cluster,
        subject: describeObject(incident.subject),
        since: incident.since ?? null,
      })}`,
      '',
      'Facts:',
      tellFacts(entries),
      ...(incident.findings.length > told.length
        ? [`[cut: ${incident.findings.length - told.length} more findings]`]
        : []),
      '',
      'Hypotheses of the rules:',
      ...(priors.length > 0
        ? priors.map(each => JSON.stringify(each))
        : ['none']),
      '',
      'How the failure spreads, as the rules see it:',
      ...((incident.flow ?? [])
        .slice(0, MOST_STEPS)
        .map(({ from, to }) =>
          JSON.stringify([describeObject(from), describeObject(to)]),
        ) ?? []),
      ...(incident.flow?.length ? [] : ['it stays with its subject']),
      '',
      'Recommendations that may be linked:',
      ...(incident.recommendations.length > 0
        ? incident.recommendations.map(({ id, title }) =>
            JSON.stringify({ id, title }),
          )
        : ['none']),
    ].join('\n'),
  };
}

function factOf(
  evidence: Evidence,
  privacy: Pick<Privacy, 'hideCredentials'>,
): Fact {
  const text = describeWithoutCredentials(evidence, privacy);
  const about = evidence.object;
  switch (evidence.type) {
    case 'field':
      return {
        kind: evidence.was === undefined ? 'field' : 'change',
        about,
        path: evidence.path,
        ...(evidence.at ? { at: evidence.at } : {}),
        text,
      };
    case 'event':
      return {
        kind: 'event',
        about,
        ...(evidence.lastSeen ? { at: evidence.lastSeen } : {}),
        text,
      };
    case 'log':
      return {
        kind: 'log',
        about,
        ...(evidence.container ? { path: evidence.container } : {}),
        text,
      };
    default:
      return { kind: evidence.type, about, text };
  }
}
