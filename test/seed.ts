/**
 * Properties try the same cases in every run: the change decides what lands, and not chance. `NIANBAO_FUZZ_SEED=12345` tries others, in
 * `fuzz.test.ts` too.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['NIANBAO_FUZZ_SEED'] ?? 1) });
