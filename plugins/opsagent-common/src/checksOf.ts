import { Coverage } from '@opsagent/engine';

/** How much of what could be asked of a cluster a scan asked. */
export interface Checks {
  detectorsRun: number;
  /** Those that did not run to their end: a kind was unread, or they broke. */
  detectorsSkipped: number;
  /** Kinds that the cluster serves and the scan could not read completely. */
  kindsUnread: number;
}

/** The checks of a scan as numbers; of none before the first scan. */
export function checksOf(coverage: Coverage | undefined): Checks {
  const { total = 0, skipped = [], failed = [] } = coverage?.detectors ?? {};
  const silent =
    skipped.length + failed.filter(each => each.kind === 'detector').length;
  return {
    detectorsRun: total - silent,
    detectorsSkipped: silent,
    kindsUnread: unreadKinds(coverage).length,
  };
}

/** The kinds that the cluster serves and a scan could not read completely. What is read as metadata only, as configured, is not among them. */
export function unreadKinds(coverage: Coverage | undefined): Coverage['kinds'] {
  return (coverage?.kinds ?? []).filter(
    ({ state }) => state !== 'complete' && state !== 'notServed',
  );
}
