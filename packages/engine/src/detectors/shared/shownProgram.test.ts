import { shownProgram } from './shownProgram';

describe('shownProgram', () => {
  it.each([
    [['/bin/server', '--token', 'hunter2'], '/bin/server'],
    [['sh -c "mysql -phunter2"'], 'sh'],
    [['  mysql\n-phunter2'], 'mysql'],
    [['PASSWORD=hunter2 server'], '…'],
    [[''], ''],
    [[], undefined],
    [undefined, undefined],
    [[7], undefined],
  ])('of %j is %j', (command, shown) => {
    expect(shownProgram(command)).toBe(shown);
  });
});
