import { analyze } from '@opsagent/engine';
import { measure, readSnapshot } from './measure';

const [mode, directory] = process.argv.slice(2);

if (mode === 'measure') {
  process.stdout.write(JSON.stringify(measure(directory)));
} else {
  const { findings } = analyze(readSnapshot(directory));
  process.stdout.write(String(findings.length));
}
