import { KubernetesObject } from '@kubernetes/client-node';
import { Header, StepHeader } from './schema';

/** What is done to the cluster at one time: deletions and patches first, then manifests. */
export interface Step {
  /** What is done, in a few words. */
  title: string;
  /** How long before the capture, as a duration. */
  ago: string;
  delete: StepHeader['delete'];
  patch: StepHeader['patch'];
  manifests: readonly KubernetesObject[];
  play: StepHeader['play'];
}

/** Something that happened to a cluster, or that looks as if, and what a diagnosis should say of it. */
export interface Scenario {
  /** `<area>/<name>`. */
  name: string;
  area: string;
  /** Whether nothing is wrong. */
  healthy: boolean;
  title: string;
  sources: readonly string[];
  tags: Header['tags'];
  expect: Header['expect'];
  repeated: Header['repeated'];
  told: Header['told'];
  steps: readonly Step[];
}
