import { Config } from '@backstage/config';

/** The configuration under `opsagent.summaries`, with defaults filled in. */
export interface SummaryOptions {
  /** Whether the page of an incident has it explained without being asked to. */
  automatic: boolean;
}

export function readSummaryOptions(config: Config): SummaryOptions {
  return {
    automatic:
      config.getOptionalBoolean('opsagent.summaries.automatic') ?? false,
  };
}
