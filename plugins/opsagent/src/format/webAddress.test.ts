import { webAddress } from './webAddress';

describe('webAddress', () => {
  it.each([
    ['https://prometheus.example.com/graph?g0.expr=up', true],
    ['http://prometheus:9090/graph', true],
    ['data:text/html,<b>x</b>', false],
    ['file:///etc/hosts', false],
    ['/relative', false],
    ['', false],
    [undefined, false],
  ])('judges %s', (address, isFollowed) => {
    expect(webAddress(address)).toBe(isFollowed ? address : undefined);
  });
});
