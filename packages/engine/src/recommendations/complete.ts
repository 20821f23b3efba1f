import { nameOf } from '../detectors/shared/sightings';
import { JsonValue } from '../findings/Finding';
import { shorten } from '../findings/evidence';
import { referenceKey } from '../findings/referenceKey';
import { Blank, blanksIn } from './kubectl';
import {
  Action,
  Precondition,
  Recommendation,
  RecommendationParameter,
  RecommendationStep,
} from './Recommendation';
import { Plan, RecommendationRule, StepDraft } from './RecommendationRule';
import { causeIsSure, judged, noOtherRollout } from './requirements';
import { Situation } from './Situation';
import { hasRollout, look } from './steps';
import { writerOf } from './writerOf';

/** What every recommendation is verified by besides its own words. */
const GONE =
  'The findings are gone in two scans in a row, everything wanted is available, and nothing new is found of it or of what uses it; otherwise take the change back';

/** Turns what a rule plans into a recommendation: with the checks that every change needs, for the owner who has to make it. Undefined where a requirement rules it out. */
export function complete(
  rule: RecommendationRule,
  plan: Plan,
  situation: Situation,
): Recommendation | undefined {
  const { target } = plan;
  const steps = withoutLoneChoices(withoutGaps(plan.steps));
  const changes = steps.some(each => each.changes);
  const object = situation.objectOf(target);
  const writer = changes && object ? writerOf(object) : undefined;
  const requirements = [
    ...(changes ? [causeIsSure] : []),
    ...(changes && hasRollout(target) ? [noOtherRollout] : []),
    ...(rule.requires ?? []),
  ].map(each => judged(each, situation, target));
  if (requirements.some(each => each.excludes && each.holds === false))
    return undefined;
  const finish = (each: StepDraft) =>
    stepOf(each, writer ? referenceKey(target) : undefined);
  const rollback = withoutGaps(plan.rollback ?? []);
  return {
    id: rule.id,
    title: rule.title,
    answers: situation.answers,
    action: actionFor(plan.action ?? rule.action, writer),
    target,
    risk: rule.risk,
    confidence: Math.round(rule.prior * situation.confidence * 100) / 100,
    ...(rule.minutes === undefined ? {} : { minutes: rule.minutes }),
    parameters: parametersOf(plan, [...steps, ...rollback]),
    preconditions: [
      ...(changes ? [ownership(writer, Boolean(object))] : []),
      ...requirements.map(({ text, holds }) =>
        holds === undefined ? { text } : { text, holds },
      ),
    ],
    steps: [
      ...(writer
        ? [
            {
              text: `Make the change in the source of ${nameOf(target)}: ${shorten(writer)} writes it`,
              changes: true,
            },
          ]
        : []),
      ...steps.map(finish),
    ],
    rollback:
      rollback.length > 0
        ? rollback.map(finish)
        : [{ text: rule.undo, changes: true }],
    verification: [
      look(rule.verify),
      ...withoutGaps(plan.verification ?? []),
      ...(changes ? [look(GONE)] : []),
    ].map(finish),
    findings: situation.findings.map(each => each.id),
  };
}

/** What another writes is changed at its source; what is only looked at, or is no part of a manifest, is not. */
function actionFor(action: Action, writer: string | undefined): Action {
  const isOfManifest = ![
    'none',
    'cordon',
    'uncordon',
    'delete-pod',
    'rollout-restart',
    'argo-sync',
    'argo-rollback',
  ].includes(action);
  return writer && isOfManifest ? 'create-pr' : action;
}

function ownership(writer: string | undefined, isRead: boolean): Precondition {
  const text = writer
    ? `Nobody else writes the object: ${shorten(writer)} does`
    : 'No delivery tool, chart or operator writes the object';
  // A tool may leave no mark, so that none is no proof of the contrary.
  return writer && isRead ? { text, holds: false } : { text };
}

function withoutGaps(steps: readonly (StepDraft | undefined)[]): StepDraft[] {
  return steps.filter(isStep);
}

function isStep(step: StepDraft | undefined): step is StepDraft {
  return step !== undefined;
}

/** A step that is another way to the same end is the only one where the first way is not open. */
function withoutLoneChoices(steps: readonly StepDraft[]): StepDraft[] {
  const first = steps.findIndex(each => each.changes);
  return steps.map((step, index) =>
    index <= first || first < 0
      ? {
          ...step,
          text: step.text.replace(/^Or,? (.)/, (_, letter: string) =>
            letter.toUpperCase(),
          ),
        }
      : step,
  );
}

function stepOf(
  { text, changes, command, patch }: StepDraft,
  written: string | undefined,
): RecommendationStep {
  const open = [...new Set((command?.blanks ?? []).map(each => each.name))];
  return {
    text: shorten(text),
    ...(command ? { command: command.text } : {}),
    ...(open.length > 0 ? { open } : {}),
    changes,
    ...(patch
      ? {
          patch: {
            target: patch.target,
            type: patch.type,
            patch: JSON.parse(JSON.stringify(patch.patch)) as JsonValue,
          },
        }
      : {}),
    ...(patch && written === referenceKey(patch.target)
      ? { drift: true as const }
      : {}),
  };
}

/** Those that the rule tells, then those that commands and patches leave open. */
function parametersOf(
  { parameters = [] }: Plan,
  steps: readonly StepDraft[],
): RecommendationParameter[] {
  const open = [
    ...parameters,
    ...steps.flatMap(({ command, patch }) => [
      ...(command?.blanks ?? []),
      ...blanksIn(patch?.patch),
    ]),
  ].filter((each): each is Blank => each instanceof Blank);
  const told = parameters.flatMap(each =>
    each && !(each instanceof Blank) ? [each] : [],
  );
  return [
    ...told,
    ...new Map(
      open.map(({ name, find }) => [name, { name, because: find }]),
    ).values(),
  ];
}
