import {
  AlertList,
  AlertQuery,
  AlertTarget,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Visibility } from '../findings/FindingStore';
import { ReceivedAlert } from './ReceivedAlert';

/** The name of a rule and what its alert is about. */
export type AlertAddress = Pick<ReceivedAlert, 'cluster' | 'subject'> & {
  name: string | undefined;
};

/** Alerts over their life. Those of clusters that are no longer listed are never returned. */
export interface AlertStore {
  /**
   * Takes over what one message says, all or nothing for each cluster. Saying it again changes nothing but when it was last heard of.
   *
   * @param at - when the message came
   */
  takeIn(alerts: readonly ReceivedAlert[], at: Date): Promise<void>;
  /** Names of the clusters that the portal lists. */
  listedClusters(): Promise<string[]>;
  list(query: AlertQuery, visibility: Visibility): Promise<AlertList>;
  /** Where somebody who follows the link of an alert is led to; undefined when nothing that is visible fits. */
  target(
    address: AlertAddress,
    visibility: Visibility,
  ): Promise<AlertTarget | undefined>;
  /** Every entity that some alert, or an incident that one may have joined, concerns. */
  entityRefs(): Promise<string[]>;
  /** Ends alerts that were last heard of before the given moment. Answers how many there were. */
  endUnheard(heardBefore: Date, now: Date): Promise<number>;
  /** Ends incidents whose last alert has stayed away for long enough. Answers how many there were. */
  settleIncidents(now: Date): Promise<number>;
  /** Forgets alerts that ended, or were last heard of, before the given moment. */
  deleteOlderThan(moment: Date): Promise<number>;
}
