/** `npm run bench [-- name…]`: runs all measurements, or those named, and prints their tables. */
import { writeFileSync } from 'node:fs';
import { activation } from './activation';
import { growth, measure } from './growth';
import { lists } from './lists';
import { loading } from './loading';
import { isKept, report, type Section } from './report';
import { search } from './search';
import { serve } from './serve';

const latency = 50;

const measurements: Readonly<Record<string, () => Promise<Section>>> = {
  loading,
  activation: () => activation(15),
  lists: () => lists(latency),
  growth,
  search: () => Promise.resolve(search()),
};

/** Runs the named measurements, or all, which are then written to BENCHMARKS.md. */
async function main(names: readonly string[]): Promise<void> {
  const sections: Section[] = [];
  for (const name of names.length > 0 ? names : Object.keys(measurements)) {
    const measure = measurements[name];
    if (measure === undefined) throw new Error(`There is no ${name}: ${Object.keys(measurements).join(', ')}.`);
    sections.push(await measure());
  }
  const text = report(sections);
  console.log(text);
  if (names.length === 0) writeFileSync('BENCHMARKS.md', text);
  console.error(isKept(sections) ? 'All budgets are met.' : 'A budget is missed.');
}

const [role, jobs, wait] = process.argv.slice(2);
void (async () => {
  switch (role) {
    case 'serve':
      await serve(Number(jobs), Number(wait));
      return;
    case 'measureGrowth':
      process.send?.(await measure(Number(jobs)));
      process.exit(0);
      break;
    default:
      await main(process.argv.slice(2));
      process.exit(0);
  }
})();
