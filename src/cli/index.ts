/** The command line: `npm run -s sim -- COMMAND …`. Data goes to standard output, problems to standard error. */
import { main } from './commands.ts';

process.exitCode = await main(process.argv.slice(2), {
  say: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
});
