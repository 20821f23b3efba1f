import { Coverage } from '@opsagent/engine';

/** How much of what could be asked a scan asked. */
export interface Checks {
  detectorsRun: number;
  /** Those that did not run to their end: a kind was unread, or they broke. */
  detectorsSkipped: number;
}

export function checksOf(coverage: Coverage | undefined): Checks {
  const { total = 0, skipped = [], failed = [] } = coverage?.detectors ?? {};
  const silent =
    skipped.length + failed.filter(each => each.kind === 'detector').length;
  return { detectorsRun: total - silent, detectorsSkipped: silent };
}
