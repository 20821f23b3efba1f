import { ScriptTurn } from '../Script';
import {
  babbles,
  cutsInTheMiddle,
  endsInTheMiddle,
  fails,
  garblesInTheMiddle,
  hangs,
  hangsInTheMiddle,
  hasNoQuota,
  refuses,
  stopsShort,
  Turn,
} from '../Turn';
import { assists } from './assists';

/** The names of the models of a demonstration: one that works, and one for each way to fail. */
export const demoModels: Readonly<Record<string, ScriptTurn>> = {
  careful: assists,
  ponders: request => pondering(assists(request)),
  slow: request => slowly(assists(request)),
  hangs: hangs(),
  'falls-silent': request => hangsInTheMiddle(assists(request)),
  'is-cut': request => cutsInTheMiddle(assists(request)),
  'ends-early': request => endsInTheMiddle(assists(request)),
  garbles: request => garblesInTheMiddle(assists(request)),
  babbles: babbles(),
  refuses: refuses("I can't help with that."),
  'stops-short': stopsShort('{"outcome": "explained", "summary": "The'),
  invents: request => inventing(assists(request)),
  unauthorized: fails(401),
  limited: fails(429, { retryAfter: 2 }),
  'without-quota': hasNoQuota(),
  broken: fails(500),
};

/** Answers as the model does that the request names. */
export const demonstrates: ScriptTurn = request => {
  const { model } = request.body;
  const turn = demoModels[String(model)] ?? assists;
  return typeof turn === 'function' ? turn(request) : turn;
};

/** Begins to write a second later, as models do that think first. */
function pondering(turn: Turn): Turn {
  return turn.kind === 'writes'
    ? { ...turn, written: { ...turn.written, thinksFor: 1_000 } }
    : turn;
}

function slowly(turn: Turn): Turn {
  return turn.kind === 'writes'
    ? { ...turn, written: { ...turn.written, pieceEvery: 250 } }
    : turn;
}

/** Cites evidence that nobody has shown to it. */
function inventing(turn: Turn): Turn {
  if (turn.kind !== 'writes') return turn;
  const text = turn.written.text?.replace(/"E\d+"/g, '"E9999"');
  return { ...turn, written: { ...turn.written, text } };
}
