import { defaults } from './defaults'
import type { Replayer } from './recording'
import { verdicts } from './verdicts'

/**
 * Every format that is replayed. To add one: write a module beside this that exports a Replayer (what it takes, what comes of a file) and put it here;
 * the first that takes a file has it.
 */
export const replayers: readonly Replayer[] = [verdicts, defaults]
