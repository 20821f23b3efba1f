import { matchesSelector } from '@opsagent/engine';
import { parseLabelSelector } from './labelSelector';

describe('parseLabelSelector', () => {
  const labels = {
    app: 'cart',
    tier: 'web',
    'example.org/team': 'shop',
    empty: '',
  };

  it.each([
    ['app=cart', true],
    ['app==cart', true],
    ['app = cart , tier = web', true],
    ['app=cart,tier=api', false],
    ['app!=kart', true],
    ['app!=cart', false],
    ['missing!=cart', true],
    ['tier in (api, web)', true],
    ['tier in (api),app=cart', false],
    ['tier notin (api,batch)', true],
    ['example.org/team=shop', true],
    ['example.org/team', true],
    ['!canary', true],
    ['! app', false],
    ['empty=', true],
    ['app=', false],
  ])('reads %s', (text, matches) => {
    expect(matchesSelector(parseLabelSelector(text), labels)).toBe(matches);
  });

  it.each([
    '',
    'app=cart,',
    ',',
    'app in cart',
    'app>1',
    'app=a b',
    'app in (a',
  ])('refuses "%s" instead of matching everything', text => {
    expect(parseLabelSelector(text)).toBeUndefined();
  });
});
