import { pseudo } from '../support/languages';
import { newest } from '../support/vscode/cache';
import { smokeTest } from './smokeTest';

smokeTest(newest, pseudo);
