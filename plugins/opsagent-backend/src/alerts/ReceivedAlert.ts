import { AlertmanagerAlert } from '@opsagent/backstage-plugin-opsagent-common';
import { ObjectReference, Severity } from '@opsagent/engine';
import { digestOf } from '../database/digestOf';
import { objectOfAlert } from './objectOfAlert';
import { severityOfAlert } from './severityOfAlert';

/** Characters of a name, a label or an annotation; the rest is cut off. */
const LONGEST_NAME = 250;
const LONGEST_TEXT = 4_000;
/** Labels, and annotations, of one alert; the rest is left out. */
const MOST_TEXTS = 100;
const UNNAMED = 'Unnamed alert';

export type Labels = Readonly<Record<string, string>>;

/** An alert as it was told, in the form in which it is stored. */
export interface ReceivedAlert {
  /** Empty when nothing tells which. */
  cluster: string;
  fingerprint: string;
  name: string;
  severity: Severity;
  isResolved: boolean;
  startsAt: Date;
  /** Absent for a firing alert that does not say when it would end. */
  endsAt: Date | undefined;
  labels: Labels;
  annotations: Labels;
  generatorUrl: string | undefined;
  /** The object that the labels name. */
  subject: ObjectReference | undefined;
}

/** @param clusterOf - which cluster labels tell */
export function receivedAlertOf(
  alert: AlertmanagerAlert,
  clusterOf: (labels: Labels) => string,
): ReceivedAlert {
  const labels = storable(alert.labels);
  const cluster = clusterOf(labels);
  return {
    cluster,
    fingerprint: (alert.fingerprint || fingerprintOf(alert.labels)).slice(
      0,
      LONGEST_NAME,
    ),
    name: (labels.alertname || UNNAMED).slice(0, LONGEST_NAME),
    severity: severityOfAlert(labels),
    isResolved: alert.status === 'resolved',
    startsAt: new Date(alert.startsAt),
    endsAt: momentOf(alert.endsAt),
    labels,
    annotations: storable(alert.annotations ?? {}),
    generatorUrl: webAddress(alert.generatorURL),
    subject: objectOfAlert(labels, cluster),
  };
}

/** What Alertmanager leaves to its senders is worked out here for those who send without it. */
function fingerprintOf(labels: Labels): string {
  return digestOf(
    Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : Number(a > b))),
  );
}

/** PostgreSQL refuses texts with NUL, and would do so each time the alert is told again. */
function storable(texts: Labels): Labels {
  const clean = (text: string, length: number) =>
    text.replaceAll('\0', '').slice(0, length);
  return Object.fromEntries(
    Object.entries(texts)
      .slice(0, MOST_TEXTS)
      .map(([name, value]) => [
        clean(name, LONGEST_NAME),
        clean(value, LONGEST_TEXT),
      ]),
  );
}

/** Go writes the year 1 for a moment that is not set. */
function momentOf(text: string | undefined): Date | undefined {
  if (!text) return undefined;
  const moment = new Date(text);
  return moment.getUTCFullYear() > 1 ? moment : undefined;
}

function webAddress(text: string | undefined): string | undefined {
  if (!text || text.length > LONGEST_TEXT || !URL.canParse(text))
    return undefined;
  const { href, protocol } = new URL(text);
  return ['http:', 'https:'].includes(protocol) ? href : undefined;
}
