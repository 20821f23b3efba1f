import { oncePerObject } from '../oncePerObject';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { ResourceGraph } from './ResourceGraph';

/** The graph of a snapshot: one, whoever asks for it, for as long as the snapshot lives. */
export const graphOf: (snapshot: ClusterSnapshot) => ResourceGraph =
  oncePerObject(snapshot => new ResourceGraph(snapshot));
