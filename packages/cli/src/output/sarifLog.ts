import {
  Finding,
  ObjectLocation,
  ObjectReference,
  SEVERITIES,
  Severity,
  describeObject,
} from '@opsagent/engine';
import type { Location, Log, Notification, ReportingDescriptor } from 'sarif';
import { version } from '../../package.json';
import { artifactLocation, SOURCE_ROOT } from './artifactLocation';
import { ruleBook } from '../rules/ruleBook';
import { PartialAnalysis } from './filterAnalysis';

/** @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html#_Toc34317648 */
const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** What code scanning services rank security findings by: the upper end of each class of CVSS. */
const SECURITY_SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.5',
  info: '0.0',
};

/** Finds the file of an object; undefined for what comes from no file. */
export type Locate = (object: ObjectReference) => ObjectLocation | undefined;

export interface SarifOptions {
  locate: Locate;
  /** Files below it are named relative to it. */
  workingDirectory: string;
}

/** The findings as a SARIF 2.1.0 log, which code scanning services show beside the manifests' lines. */
export function sarifLog(
  { findings, coverage }: PartialAnalysis,
  options: SarifOptions,
): Log {
  const { failed, skipped } = coverage.detectors;
  const ids = [...new Set(findings.map(each => each.detector))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'OpsAgent',
            semanticVersion: version,
            rules: ids.map(id => ruleOf(id, findings)),
          },
        },
        originalUriBaseIds: {
          [SOURCE_ROOT]: { description: { text: 'The working directory' } },
        },
        invocations: [
          {
            executionSuccessful: failed.length === 0,
            toolExecutionNotifications: [
              ...failed.map(({ detector, message }) =>
                notification('error', detector, `broke: ${message}`),
              ),
              ...(coverage.notes ?? []).map<Notification>(text => ({
                level: 'note',
                message: { text },
              })),
              ...skipped.map(({ detector, kinds }) =>
                notification('note', detector, `not read: ${kinds.join(', ')}`),
              ),
            ],
          },
        ],
        results: findings.map(finding => ({
          ruleId: finding.detector,
          ruleIndex: ids.indexOf(finding.detector),
          level: LEVELS[finding.severity],
          message: {
            text: `${describeObject(finding.subject)}: ${finding.message}`,
          },
          locations: [locationOf(finding, options)],
          partialFingerprints: { 'opsagentFinding/v1': finding.id },
          properties: { tier: finding.tier, severity: finding.severity },
        })),
      },
    ],
  };
}

function notification(
  level: 'error' | 'note',
  rule: string,
  text: string,
): Notification {
  return {
    level,
    message: { text: `${rule}: ${text}` },
    associatedRule: { id: rule },
  };
}

function ruleOf(id: string, findings: readonly Finding[]): ReportingDescriptor {
  const detector = ruleBook.detectors.find(each => each.id === id);
  const ofRule = findings.filter(each => each.detector === id);
  const { speaks, silent, sources = [] } = detector?.documentation ?? {};
  const [helpUri] = sources;
  return {
    id,
    shortDescription: { text: detector?.title ?? ofRule[0].title },
    ...(speaks ? { fullDescription: { text: speaks } } : {}),
    ...(silent ? { help: { text: `${speaks}\n\nSilent: ${silent}` } } : {}),
    ...(helpUri ? { helpUri } : {}),
    ...(isAboutSecurity(id)
      ? {
          properties: {
            tags: ['security'],
            'security-severity': SECURITY_SEVERITIES[worstOf(ofRule)],
          },
        }
      : {}),
  };
}

function worstOf(findings: readonly Finding[]): Severity {
  const found = new Set(findings.map(each => each.severity));
  return SEVERITIES.find(each => found.has(each)) ?? 'info';
}

function isAboutSecurity(id: string) {
  return id.startsWith('security.') || id.startsWith('rbac.');
}

/** The subject's file, else that of the first object in the evidence that has one. */
function locationOf(
  { subject, evidence }: Finding,
  { locate, workingDirectory }: SarifOptions,
): Location {
  const place = [subject, ...evidence.map(each => each.object)]
    .map(locate)
    .find(each => each !== undefined);
  const { kind, namespace, name } = subject;
  return {
    ...(place
      ? {
          physicalLocation: {
            artifactLocation: artifactLocation(place.path, workingDirectory),
            region: { startLine: place.line },
          },
        }
      : {}),
    logicalLocations: [
      {
        name,
        fullyQualifiedName: [kind, namespace, name].filter(Boolean).join('/'),
        kind: 'resource',
      },
    ],
  };
}
