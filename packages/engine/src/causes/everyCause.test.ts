import { builtInDetectors } from '../detectors';
import { logSignatures } from '../signatures';
import { builtInCauses, failingContainers, symptomDetectors } from './index';
import { causeRules } from './rules';

const detectors = new Set(builtInDetectors.map(each => each.id));

describe('every cause', () => {
  it('has an id and a title of its own', () => {
    expect(new Set(builtInCauses.map(each => each.id)).size).toBe(
      builtInCauses.length,
    );
    expect(new Set(builtInCauses.map(each => each.title)).size).toBe(
      builtInCauses.length,
    );
  });

  it('shares with no other what proves it', () => {
    const proofs = builtInCauses.flatMap(each => each.provedBy ?? []);
    expect(proofs.filter((each, at) => proofs.indexOf(each) !== at)).toEqual(
      [],
    );
  });

  it('is proved by and explains what detectors can find', () => {
    const named = builtInCauses.flatMap(({ id, explains, provedBy = [] }) =>
      [...explains, ...provedBy].map(detector => `${id}: ${detector}`),
    );
    expect(
      [...new Set(named)].filter(each => !detectors.has(each.split(': ')[1])),
    ).toEqual([]);
  });

  it('listens to signatures that exist', () => {
    expect(logSignatures.map(each => each.id)).toEqual(
      expect.arrayContaining(causeRules.flatMap(each => each.toldBy ?? [])),
    );
  });

  it('says in sentences when it is named and when it is not', () => {
    const said = builtInCauses.flatMap(({ documentation }) => [
      documentation.speaks,
      ...(documentation.silent ? [documentation.silent] : []),
    ]);
    expect(said.filter(each => !/^\S.*\.$/.test(each))).toEqual([]);
  });

  it('rests on pages that have an address', () => {
    const sources = builtInCauses.flatMap(
      each => each.documentation.sources ?? [],
    );
    expect(sources.filter(each => !URL.canParse(each))).toEqual([]);
  });
});

describe('failing containers and symptoms', () => {
  it('are found by detectors that exist', () => {
    expect(
      [...failingContainers, ...symptomDetectors].filter(
        each => !detectors.has(each),
      ),
    ).toEqual([]);
  });
});
