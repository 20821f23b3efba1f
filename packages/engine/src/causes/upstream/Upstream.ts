import { Finding } from '../../findings/Finding';
import { WeighedEvidence } from '../Cause';

/** A problem of another object, and the field through which it reaches the finding that is to be explained. */
export interface Upstream {
  problem: Finding;
  evidence?: readonly WeighedEvidence[];
  /** The finding follows from it although it has another cause; what it is about says then what that is. */
  isOfAnyCause?: boolean;
}
