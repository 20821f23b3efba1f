/** What a score speaks of. */
export const PROFILES = [
  'security',
  'reliability',
  'performance',
  'cost',
] as const;

export type Profile = (typeof PROFILES)[number];

/** At least 90, 80, 70 and 60 points, and less. */
export type Grade = 'A' | 'B' | 'C' | 'D' | 'E';

/** What one rule takes from a score. The findings that prove it are those of the detector with a subject in the namespace. */
export interface Loss {
  detector: string;
  /** Of 100. */
  points: number;
  /** How many of the subjects that were looked at violate the rule. */
  violating: number;
  evaluated: number;
}

/** Why a score is lower than its losses alone would make it. */
export interface Cap {
  /** The highest score that is left. */
  at: number;
  because: 'critical' | 'high-security' | 'open-problem';
  /** Ids of the findings, at most five. */
  findings: string[];
}

/** How well a namespace, or the cluster, does in one profile. */
export interface Score {
  /** A whole number from 0 to 100; absent when it is not scored. */
  points?: number;
  grade?: Grade;
  /** Why there is no score. */
  notScored?: 'coverage' | 'needs-metrics' | 'nothing-to-judge';
  /** The share of the profile's rules that could be asked, from 0 to 1. */
  coverage: number;
  /** Costliest first. */
  losses: Loss[];
  caps: Cap[];
}

export type ProfileScores = Readonly<Record<Profile, Score>>;

/** The scores of one namespace. */
export interface NamespaceScores {
  namespace: string;
  /** Of the profiles that are scored; absent unless security and reliability are. */
  overall?: Pick<Required<Score>, 'points' | 'grade'>;
  profiles: ProfileScores;
}

/** How well a cluster is kept, each point traceable to findings. System namespaces are left out. */
export interface Scores {
  /** The mean of its namespaces and of what belongs to none, weighted by the number of subjects that were looked at. */
  cluster: Omit<NamespaceScores, 'namespace'>;
  /** By name. */
  namespaces: NamespaceScores[];
}

export function gradeOf(points: number): Grade {
  if (points >= 90) return 'A';
  if (points >= 80) return 'B';
  if (points >= 70) return 'C';
  return points >= 60 ? 'D' : 'E';
}
