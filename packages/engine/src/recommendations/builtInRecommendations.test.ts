import { builtInCauses } from '../causes';
import { NOT_DETERMINABLE } from '../incidents/CauseAssessor';
import { unreadKind } from '../testing';
import { builtInRecommendations } from './index';
import { ACTIONS, RISKS } from './Recommendation';
import { recommendedForCause } from './testRecommendations';

/** Causes for which nothing is recommended on purpose. */
const WITHOUT: readonly string[] = [];

const answered = new Set(builtInRecommendations.flatMap(each => each.causes));

describe('builtInRecommendations', () => {
  it('have an id each', () => {
    const ids = builtInRecommendations.map(each => each.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('answer every cause', () => {
    const open = [...builtInCauses.map(each => each.id), NOT_DETERMINABLE];
    expect(open.filter(each => !answered.has(each))).toEqual(WITHOUT);
  });

  it.each(builtInRecommendations.map(each => [each.id, each] as const))(
    '%s is complete',
    (_, rule) => {
      const { causes, findings = [], action, risk, prior, minutes = 1 } = rule;
      expect(causes.length + findings.length).toBeGreaterThan(0);
      expect(ACTIONS).toContain(action);
      expect(RISKS).toContain(risk);
      expect(prior).toBeGreaterThan(0);
      expect(prior).toBeLessThan(1);
      expect(minutes).toBeGreaterThan(0);
      expect(rule.title + rule.verify + rule.undo).not.toMatch(/[<>]|\.\s|\.$/);
    },
  );

  it.each([...answered].sort())(
    'say something of %s of which next to nothing was read',
    cause => {
      const subject = {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'cart',
      };
      const [first] = recommendedForCause({ cause, subject }, [
        unreadKind('Deployment'),
        unreadKind('Pod'),
      ]);
      expect(first.steps.length).toBeGreaterThan(0);
      expect(JSON.stringify(first)).not.toMatch(/undefined|\[object|NaN/);
    },
  );
});
