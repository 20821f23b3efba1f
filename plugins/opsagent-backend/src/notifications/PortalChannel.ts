import { NotificationService } from '@backstage/plugin-notifications-node';
import {
  NotificationPayload,
  NotificationSeverity,
} from '@backstage/plugin-notifications-common';
import { NoticeEvent } from '@opsagent/backstage-plugin-opsagent-common';
import { Severity } from '@opsagent/engine';
import { NoticeMessage, NotificationChannel } from './NotificationChannel';
import { withoutDetails } from './withoutDetails';

export interface PortalChannelOptions {
  notifications: NotificationService;
  /** Whether messages name what is broken and why. */
  details: boolean;
}

/** None is `normal`: the portal draws a check mark for that, which would say that all is well. */
const SEVERITIES: Record<Severity, NotificationSeverity> = {
  critical: 'critical',
  high: 'high',
  medium: 'high',
  low: 'low',
  info: 'low',
};

/** The portal's notifications, and whatever its processors make of them. */
export class PortalChannel implements NotificationChannel {
  readonly id = 'portal';
  readonly label = 'the portal’s notifications';
  /** The plugin answers after it has told every member of a group, some hundred a second. */
  readonly timeout = 30_000;
  readonly #options: PortalChannelOptions;

  constructor(options: PortalChannelOptions) {
    this.#options = options;
  }

  accepts(): boolean {
    return true;
  }

  async send(
    { event, subject, topic }: NoticeMessage,
    { signal }: { signal: AbortSignal },
  ): Promise<void> {
    const { details, notifications } = this.#options;
    const { description, link, owner, title } = event.data;
    const payload: NotificationPayload = {
      ...(details ? { title, description, link } : withoutDetails(event)),
      topic,
      severity: details ? severityOf(event) : plainSeverityOf(event),
      scope: subject,
    };
    signal.throwIfAborted();
    const sent = notifications.send({
      recipients: { type: 'entity', entityRef: owner },
      payload,
    });
    await Promise.race([sent, abortionOf(signal)]);
  }
}

function severityOf({ data, type }: NoticeEvent): NotificationSeverity {
  return isEnd(type) || !('severity' in data)
    ? 'low'
    : SEVERITIES[data.severity];
}

/** Says only whether something is broken. */
function plainSeverityOf({ type }: NoticeEvent): NotificationSeverity {
  return isEnd(type) || type === 'findings.digest' ? 'low' : 'high';
}

function isEnd(type: NoticeEvent['type']) {
  return type === 'incident.resolved' || type === 'incident.merged';
}

/** The service takes no signal. */
function abortionOf(signal: AbortSignal) {
  return new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}
