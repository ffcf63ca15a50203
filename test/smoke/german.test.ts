import { newest } from '../support/vscode/cache';
import { smokeTest } from './smokeTest';

smokeTest(newest, 'de');
