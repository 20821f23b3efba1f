import { FindingDraft } from '../findings/Finding';
import { RuleDocumentation } from '../RuleDocumentation';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { DetectionContext, Detector } from './Detector';

/** What the rows of a family differ in, besides the data that their reading uses. */
export type FamilyRow = Pick<Detector, 'id' | 'title'> &
  Partial<
    Pick<
      Detector,
      'tier' | 'kinds' | 'concludesFrom' | 'explainedBy' | 'examines'
    >
  > & {
    /** What it leaves out is said of the whole family. */
    documentation?: Partial<RuleDocumentation>;
  };

/** A draft and the id of the row that it belongs to. */
export type FamilyDraft = FindingDraft & { detector: string };

export interface FamilyOptions<Row extends FamilyRow> {
  /** What a row states itself goes before what is said of the whole family. */
  rows: readonly Row[];
  tier: Detector['tier'];
  kinds: Detector['kinds'];
  concludesFrom?: Detector['concludesFrom'];
  examines?: Detector['examines'];
  /** What holds for each row, such as its sources. */
  documentation?: Partial<RuleDocumentation>;
  /** The shared reading. Runs once for a snapshot, whatever the number of rows. */
  read(context: DetectionContext): Iterable<FamilyDraft>;
}

/** Detectors that differ only in data and share one pass over the snapshot. */
export function detectorFamily<Row extends FamilyRow>(
  options: FamilyOptions<Row>,
): Detector[] {
  const readings = new WeakMap<ClusterSnapshot, Map<string, FindingDraft[]>>();

  const readingOf = (context: DetectionContext) => {
    const known = readings.get(context.snapshot);
    if (known) return known;
    const reading = new Map<string, FindingDraft[]>();
    for (const { detector, ...draft } of options.read(context)) {
      const drafts = reading.get(detector);
      if (drafts) drafts.push(draft);
      else reading.set(detector, [draft]);
    }
    readings.set(context.snapshot, reading);
    return reading;
  };

  return options.rows.map(row => ({
    id: row.id,
    title: row.title,
    tier: row.tier ?? options.tier,
    kinds: row.kinds ?? options.kinds,
    concludesFrom: row.concludesFrom ?? options.concludesFrom,
    explainedBy: row.explainedBy,
    examines: row.examines ?? options.examines,
    documentation: documentationOf(row, options),
    detect: context => readingOf(context).get(row.id) ?? [],
  }));
}

function documentationOf(
  row: FamilyRow,
  family: { documentation?: Partial<RuleDocumentation> },
): RuleDocumentation | undefined {
  const { speaks, ...others } = {
    ...family.documentation,
    ...row.documentation,
  };
  return speaks ? { speaks, ...others } : undefined;
}
