import { Evidence } from '../../findings/Finding';

/** A change of something other than the subject's pod template. */
export interface OtherChange {
  /** RFC 3339. */
  at: string;
  evidence: Evidence;
  /** It is known what was changed, not only that something was: only then may it be named as a cause. */
  isRead: boolean;
  /** Milliseconds for which a symptom may be put down to it; without one, until the first that it can touch. */
  window?: number;
}
