import { z } from 'zod';
import { severitySchema } from './severity';

const timestamp = z.iso.datetime({ offset: true });

/**
 * Where a finding or an incident stands.
 *
 * - `open`: it is there and nobody works on it: nobody has said anything, a person took back what was said, a snooze has ended, or it became worse than what was put aside
 * - `acknowledged`: somebody has seen it and works on it
 * - `snoozed`: nobody wants to hear of it until a moment
 * - `accepted`: somebody answers for leaving it as it is until a moment; of risks and hygiene only, so never of incidents
 * - `resolved`: a scan that looked at all it depends on no longer saw it
 * - `regressed`: it was resolved and is back
 */
export const lifecycleStateSchema = z
  .enum([
    'open',
    'acknowledged',
    'snoozed',
    'accepted',
    'resolved',
    'regressed',
  ])
  .meta({ id: 'LifecycleState' });

export type LifecycleState = z.infer<typeof lifecycleStateSchema>;

/** States of what is there now, whether or not anybody has seen it. */
export const PRESENT_STATES = [
  'open',
  'regressed',
  'acknowledged',
  'snoozed',
  'accepted',
] as const satisfies readonly LifecycleState[];

/** States of what is there and of which nobody has said anything. */
export const UNSEEN_STATES = [
  'open',
  'regressed',
] as const satisfies readonly LifecycleState[];

/** What every finding and incident says of its life. */
export const lifeSchema = z.object({
  state: lifecycleStateSchema,
  /** When it came into its state. */
  stateSince: timestamp,
  /** The end of a snooze or of an acceptance. */
  until: timestamp.optional(),
  /** Who brought it into its state, an entity reference; absent for scans. */
  by: z.string().optional(),
  /** In the words of whoever did; of a scan, what made it change the state. */
  reason: z.string().optional(),
  /** When a scan first saw it in its present life. */
  firstSeenAt: timestamp,
  lastSeenAt: timestamp,
  resolvedAt: timestamp.optional(),
});

export type Life = z.infer<typeof lifeSchema>;

/** Whether something is there of which nobody has said anything. */
export function isUnseen({ state }: Pick<Life, 'state'>): boolean {
  return UNSEEN_STATES.some(each => each === state);
}

/** One step of a life. */
export const transitionSchema = z
  .object({
    at: timestamp,
    /** Absent for the first. */
    from: lifecycleStateSchema.optional(),
    to: lifecycleStateSchema,
    /** An entity reference; absent for scans and for the end of a snooze or of an acceptance. */
    by: z.string().optional(),
    reason: z.string().optional(),
    until: timestamp.optional(),
    /** Given when it changed. */
    severity: z.object({ from: severitySchema, to: severitySchema }).optional(),
  })
  .meta({ id: 'Transition' });

export type Transition = z.infer<typeof transitionSchema>;

export const LONGEST_REASON = 1_000;
/** In days. */
export const LONGEST_SNOOZE = 90;
/** In days. */
export const LONGEST_ACCEPTANCE = 365;

const reason = z
  .string()
  .trim()
  .min(1, 'leave it out or say why')
  .max(LONGEST_REASON, `use at most ${LONGEST_REASON} characters`);

const moment = z.iso.datetime({
  offset: true,
  error: 'give a moment like 2026-03-01T12:00:00Z',
});

/** What the change rests on: it is refused when the state has changed since it was read. */
const expected = z.strictObject({ stateSince: moment }).optional();

const CHANGES = [
  z.strictObject({
    state: z.literal('acknowledged'),
    reason: reason.optional(),
    expected,
  }),
  z.strictObject({
    state: z.literal('snoozed'),
    /** In the future, at most 90 days away. */
    until: moment,
    reason: reason.optional(),
    expected,
  }),
  /** Takes back what was said. */
  z.strictObject({
    state: z.literal('open'),
    reason: reason.optional(),
    expected,
  }),
] as const;

function orNamed(states: string): z.core.$ZodErrorMap {
  return ({ code }) =>
    code === 'invalid_union'
      ? `use one of ${states}`
      : 'send a JSON object with a state';
}

/** What a person may say of an incident, and of any finding, that is there. */
export const lifecycleChangeSchema = z
  .discriminatedUnion('state', CHANGES, {
    error: orNamed('acknowledged, snoozed, open'),
  })
  .meta({ id: 'LifecycleChange' });

/** What an acceptance is about: one object, or whatever the rule finds in the namespace, now and until the end. */
export const acceptanceScopeSchema = z.enum(['object', 'namespace']);

/** What a person may say of a finding that is there. Only risks and hygiene can be accepted. */
export const findingChangeSchema = z
  .discriminatedUnion(
    'state',
    [
      ...CHANGES,
      z.strictObject({
        state: z.literal('accepted'),
        /** In the future, at most 365 days away. */
        until: moment,
        reason: z
          .string({ error: 'say why this is accepted' })
          .trim()
          .min(1, 'say why this is accepted')
          .max(LONGEST_REASON, `use at most ${LONGEST_REASON} characters`),
        /** The object, unless said otherwise. */
        scope: acceptanceScopeSchema.optional(),
        expected,
      }),
    ],
    { error: orNamed('acknowledged, snoozed, accepted, open') },
  )
  .meta({ id: 'FindingChange' });

export type LifecycleChange = z.infer<typeof lifecycleChangeSchema>;
export type FindingChange = z.infer<typeof findingChangeSchema>;
export type AcceptanceScope = z.infer<typeof acceptanceScopeSchema>;
