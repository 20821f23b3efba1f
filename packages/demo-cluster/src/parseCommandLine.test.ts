import { parseCommandLine } from './parseCommandLine';

describe('the command line', () => {
  it('gives each cluster a port after the one before', () => {
    const args = [
      '--cluster',
      'a=dumps/a',
      '--cluster',
      'b=dumps/b=2',
      '--port',
      '8080',
      '--token',
      't',
    ];
    expect(parseCommandLine(args)).toEqual({
      clusters: [
        { name: 'a', directory: 'dumps/a', port: 8080 },
        { name: 'b', directory: 'dumps/b=2', port: 8081 },
      ],
      host: undefined,
      token: 't',
    });
  });

  it('lets the system choose ports', () => {
    const { clusters } = parseCommandLine([
      '--cluster',
      'a=x',
      '--cluster',
      'b=y',
    ]);
    expect(clusters.map(({ port }) => port)).toEqual([0, 0]);
  });

  it.each([
    [[], '--cluster is missing'],
    [
      ['--cluster', 'dumps/a'],
      '--cluster: "dumps/a" is not <name>=<directory>',
    ],
    [['--cluster', 'a=x', '--port', 'http'], '--port: "http" is not a port'],
    [['--cluster', 'a=x', '--speed', '9'], '--speed'],
  ])('refuses %j', (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(message);
  });
});
