// The same generated inputs in every run of the tests, so that a failure can be repeated. To search further, change the
// seed, or delete it for a run.
import fc from 'fast-check';

fc.configureGlobal({ seed: 1406 });
