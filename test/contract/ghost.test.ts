import { ghostHarness } from './ghost-harness.ts';
import { destinationContract } from './suite.ts';

destinationContract('Ghost', await ghostHarness());
