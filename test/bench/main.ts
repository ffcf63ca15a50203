/** `npm run bench`: measures everything side by side, prints the table and writes it to BENCHMARKS.md. */
import { writeFileSync } from 'node:fs';
import { activation } from './activation';
import { growth, measure } from './growth';
import { lists } from './lists';
import { looking } from './looks';
import { isKept, report, type Section } from './report';
import { serve } from './serve';
import { sizes } from './sizes';

const latency = 50;

async function main(): Promise<void> {
  const start = performance.now();
  const sections: Section[] = [];
  for (const measured of [sizes, () => activation(5), () => lists(latency), looking, growth]) {
    const section = await measured();
    console.error(`${section.title}: after ${((performance.now() - start) / 1000).toFixed(0)} s`);
    sections.push(section);
  }
  const text = report(sections, (performance.now() - start) / 1000);
  console.log(text);
  writeFileSync('BENCHMARKS.md', text);
  console.error(isKept(sections) ? 'Every budget is kept.' : 'A budget is missed.');
}

const [role, jobs, wait] = process.argv.slice(2);
void (async () => {
  switch (role) {
    case 'serve':
      await serve(Number(jobs), Number(wait));
      return;
    case 'growth':
      process.send?.(await measure(Number(jobs)));
      process.exit(0);
      break;
    default:
      await main();
      process.exit(0);
  }
})();
