import { IncidentCase } from '../IncidentCase';
import { EvidenceLedger } from '../ledger/EvidenceLedger';
import { estimateTokens } from '../model/tokenUsage';
import { brokenCheckout } from '../testing/brokenCheckout';
import { openPrivacy } from '../testing/openPrivacy';
import { openingOf } from './openingOf';

const { incident, view } = brokenCheckout();

/** As an incident that reaches far: many findings, with many pieces of evidence each. */
function farReaching(): IncidentCase {
  const [root, ...others] = incident.findings;
  const [cause] = incident.causes;
  const evidence = (from: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      type: 'log' as const,
      object: root.subject,
      lines: [`${from} ${index}: ${'connection refused '.repeat(10)}`],
    }));
  return {
    ...incident,
    findings: [
      { ...root, evidence: [...root.evidence, ...evidence('root', 20)] },
      ...Array.from({ length: 39 }, (_, index) => ({
        ...others[0],
        message: `Service ${index} has no ready endpoints`,
        evidence: evidence(`finding ${index}`, 20),
      })),
    ],
    causes: [
      cause,
      ...Array.from({ length: 9 }, () => ({
        ...cause,
        message: 'Perhaps something else. '.repeat(10),
      })),
    ],
    flow: Array.from({ length: 200 }, (_, index) => ({
      from: root.subject,
      to: { kind: 'Service', namespace: 'shop', name: `service-${index}` },
    })),
    recommendations: Array.from({ length: 60 }, (_, index) => ({
      id: `step-${index}`,
      title: 'Recreate or rename what is missing',
    })),
  };
}

function opened(room: number, of = farReaching()) {
  const ledger = new EvidenceLedger({ privacy: openPrivacy });
  const { scope } = view;
  const opening = openingOf({
    incident: of,
    ledger,
    scope,
    privacy: openPrivacy,
    room,
    now: new Date('2026-03-01T12:00:00Z'),
  });
  return { ...opening, ledger, tokens: estimateTokens(opening.text) };
}

describe('openingOf', () => {
  it('tells all of an incident for which there is room', () => {
    const { text, ledger } = opened(20_000, incident);
    expect(text).not.toMatch(/\[cut|What is cut/);
    expect(text).toContain('\nIt is 2026-03-01T12:00:00.000Z.\n');
    for (const { evidence } of incident.findings)
      expect(ledger.entries().length).toBeGreaterThan(evidence.length);
  });

  it.each([1_600, 6_400, 25_600])(
    'takes no more than about %d tokens, however far an incident reaches',
    room => {
      const { tokens } = opened(room);
      expect(tokens).toBeLessThan(room * 1.15);
      expect(tokens).toBeGreaterThan(room * 0.6);
    },
  );

  it('tells the most important first, and what is left out and how to get at it', () => {
    const { text, facts, ledger } = opened(1_600);
    expect(facts).toEqual(ledger.entries());
    expect(facts[0].text).toContain(incident.findings[0].message);
    const told = facts.map(each => each.text);
    for (const { type, object } of incident.causes[0].evidence)
      expect(
        facts.some(
          ({ about, kind }) =>
            about?.name === object.name && (kind === type || kind === 'change'),
        ),
      ).toBe(true);
    expect(told.filter(each => each.startsWith('finding'))).toEqual([]);
    expect(text).toContain('[cut: 15 more findings]');
    for (const what of ['facts', 'steps', 'recommendations'])
      expect(text).toMatch(new RegExp(`\\[cut: \\d+ more ${what}\\]`));
    expect(text).toContain('What is cut can be had with list_findings');
    expect(text).toContain('"id":"H1"');
    const ids = new Set(ledger.entries().map(({ id }) => id));
    for (const [id] of text.matchAll(/\bE\d+\b/g)) expect(ids).toContain(id);
  });

  it('tells a log once, however many findings and causes show parts of it', () => {
    const [root, other] = incident.findings;
    const log = (...lines: string[]) => ({
      type: 'log' as const,
      object: root.subject,
      container: 'app',
      lines,
    });
    const { text, facts } = opened(20_000, {
      ...incident,
      findings: [
        { ...root, evidence: [log('FATAL no password')] },
        { ...other, evidence: [log('starting', 'FATAL no password')] },
      ],
      causes: [
        {
          ...incident.causes[0],
          evidence: [log('starting'), log('FATAL no password'), log('else')],
        },
      ],
    });
    const logs = facts.filter(({ kind }) => kind === 'log');
    expect(logs.map(each => each.text)).toEqual([
      'starting\nFATAL no password',
      'else',
    ]);
    expect(text).toContain(`"evidence":["${logs[0].id}","${logs[1].id}"]`);
  });

  it('names what a fact is about beside its text', () => {
    const { facts } = opened(20_000, incident);
    const repeated = facts.filter(
      ({ about, kind, text }) =>
        ['field', 'event', 'log'].includes(kind) &&
        text.includes(`${about?.namespace}/${about?.name}:`),
    );
    expect(repeated).toEqual([]);
  });
});
