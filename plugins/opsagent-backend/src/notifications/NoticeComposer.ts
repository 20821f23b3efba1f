import {
  FindingQuery,
  isUnseen,
  findingQuerySchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { FindingStore } from '../findings/FindingStore';
import { IncidentStore } from '../incidents/IncidentStore';
import { Delivery } from './Delivery';
import { DeliveryStore } from './DeliveryStore';
import { NoticeMessage } from './NotificationChannel';
import { OwnerView } from './OwnerView';
import { describeDigest } from './describeDigest';
import { describeIncident } from './describeIncident';
import { describeSummary } from './describeSummary';

/** Findings that a digest names. */
const MOST_NAMED = 3;

export interface NoticeComposerOptions {
  deliveries: Pick<DeliveryStore, 'incidentOf' | 'isOutdated' | 'wasTold'>;
  incidents: IncidentStore;
  findings: FindingStore;
  view: OwnerView;
}

/** A message, or why there is nothing to say any more. */
export type Composed = { message: NoticeMessage } | { dropped: string };

type IncidentDelivery = Extract<Delivery, { incidentId: string }>;

/** Words what is to be delivered as things are when it is sent, from what may be told to the owner. */
export class NoticeComposer {
  readonly #options: NoticeComposerOptions;

  constructor(options: NoticeComposerOptions) {
    this.#options = options;
  }

  async compose(delivery: Delivery, at: Date): Promise<Composed> {
    if (delivery.kind === 'digest') return this.#composeDigest(delivery, at);
    if (delivery.kind === 'summary') {
      const event = describeSummary(delivery, at);
      const subject = `summary:${delivery.cluster}:${delivery.ownerRef}`;
      return {
        message: { id: delivery.id, subject, topic: 'incidents', event },
      };
    }
    const composed = await this.#composeIncident(delivery, at);
    if ('message' in composed) return composed;
    const incidentId = await this.#options.deliveries.incidentOf(delivery);
    return incidentId && incidentId !== delivery.incidentId
      ? this.compose({ ...delivery, incidentId }, at)
      : composed;
  }

  async #composeIncident(
    delivery: IncidentDelivery,
    at: Date,
  ): Promise<Composed> {
    const { deliveries, findings, incidents, view } = this.#options;
    const { id, incidentId, kind, ownerRef, thread } = delivery;
    if (await deliveries.isOutdated(delivery))
      return { dropped: 'something newer is told instead' };
    const toldId =
      kind === 'merged' ? await incidents.currentId(incidentId) : incidentId;
    const part = await view.ofIncident(toldId, ownerRef);
    if (!part) return { dropped: 'nothing of it is theirs any more' };
    const { role, visibility } = part;
    if (kind === 'investigated' && role !== 'cause')
      return { dropped: 'the verdict is not about what is theirs' };
    const incident = await incidents.get(toldId, visibility);
    if (!incident) return { dropped: 'it is not told to them any more' };
    if (kind === 'resolved' || kind === 'merged') {
      const isEnded =
        kind === 'merged'
          ? toldId !== incidentId
          : incident.state === 'resolved';
      if (!isEnded) return { dropped: 'it is back' };
      if (!(await deliveries.wasTold(delivery)))
        return { dropped: 'they never heard of the problem' };
    } else if (!isUnseen(incident))
      return { dropped: `it is ${incident.state}` };
    const members = await findings.some(incident.findings, visibility);
    return {
      message: {
        id,
        subject: `incident:${thread}:${ownerRef}`,
        topic: role === 'cause' ? 'incidents' : 'affected',
        event: describeIncident({
          kind,
          ownerRef,
          role,
          incident,
          members,
          at,
          mergedFrom: kind === 'merged' ? incidentId : undefined,
        }),
      },
    };
  }

  async #composeDigest(
    { id, ownerRef }: Delivery,
    at: Date,
  ): Promise<Composed> {
    const { findings, view } = this.#options;
    const visibility = await view.ofEverything(ownerRef);
    const list = (tier: NonNullable<FindingQuery['tier']>) =>
      findings.list(
        findingQuerySchema.parse({ tier, limit: MOST_NAMED }),
        visibility,
      );
    const event = describeDigest({
      ownerRef,
      risks: await list(['risk']),
      hygiene: await list(['hygiene']),
      at,
    });
    return event
      ? {
          message: {
            id,
            subject: `digest:${ownerRef}`,
            topic: 'digest',
            event,
          },
        }
      : { dropped: 'there is nothing to report' };
  }
}
