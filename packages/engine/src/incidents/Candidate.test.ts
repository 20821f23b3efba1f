import { crashing, incidentsOf } from '../causes/testCrash';

describe('the causes of an incident', () => {
  it('show no credentials that stand in commands and logs', () => {
    const container = (image: string) => ({
      image,
      command: ['sh -c "mysql -phunter2"'],
    });
    const incidents = incidentsOf(
      crashing({
        exitCode: 127,
        container: container('cart:2'),
        before: { container: { image: 'cart:1' } },
      }),
      { cart: 'cannot reach postgres://shop:hunter2@db:5432: refused' },
    );
    const told = JSON.stringify(incidents);
    expect(told).toContain('command-wrong');
    expect(told).not.toContain('hunter2');
  });
});
