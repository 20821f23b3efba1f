import { NoticeKind } from '@opsagent/backstage-plugin-opsagent-common';

/** What is to be told to one owner over one channel. */
export type DeliverySubject =
  | {
      kind: NoticeKind;
      incidentId: string;
      /** The same for all that one owner is told of it, wherever it moves. */
      thread: string;
      severityRank: number;
    }
  | {
      kind: 'summary';
      cluster: string;
      /** How many. */
      incidents: number;
      /** Of the gravest. */
      severityRank: number;
    }
  | { kind: 'digest' };

/** Of these, whose words are the same over all channels. */
export type Telling = DeliverySubject & { ownerRef: string };

/** One that a sender has claimed. */
export type Delivery = Telling & {
  /** The same in every attempt, so that receivers can tell a second one. */
  id: string;
  channel: string;
  createdAt: Date;
  /** Attempts so far, the present one included. */
  attempts: number;
};
