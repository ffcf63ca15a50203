import { oldest } from '../support/vscode/cache';
import { smokeTest } from './smokeTest';

smokeTest(oldest);
