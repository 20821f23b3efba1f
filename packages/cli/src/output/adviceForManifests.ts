import { Recommendation } from '@opsagent/engine';
import { PartialAnalysis } from './filterAnalysis';

/** The same, of whose advice only what to change is left: commands to a cluster do nothing for manifests that are not there yet. */
export function adviceForManifests(analysis: PartialAnalysis): PartialAnalysis {
  return {
    ...analysis,
    incidents: analysis.incidents.map(each => ({
      ...each,
      recommendations: each.recommendations.map(withoutCommands),
    })),
    recommendations: analysis.recommendations.map(withoutCommands),
  };
}

function withoutCommands(recommendation: Recommendation): Recommendation {
  return {
    ...recommendation,
    // The files themselves are the source.
    action: 'none',
    preconditions: [],
    steps: [],
    rollback: [],
    verification: [],
  };
}
