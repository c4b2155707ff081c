import { contentReplayer } from './content'
import { kubectl } from '@/lib/kubectl/kubectl'
import { defaults } from './defaults'
import { discovery } from './discovery'
import { filmIndex, films } from './film-report'
import { raw } from './raw'
import type { Replayer } from './recording'
import { rollouts } from './rollouts'
import { securityContextReplayer } from './security-context'
import { sequences } from './sequences'
import { structure } from './structure'
import { tables } from './tables'
import { transcripts } from './transcripts'
import { updates } from './updates'
import { verdicts } from './verdicts'

/**
 * Every format that is replayed. To add one: write a module beside this that exports a Replayer (what it takes, what comes of a file) and put it here;
 * the first that takes a file has it.
 */
export const replayers: readonly Replayer[] = [verdicts, defaults, updates, raw, sequences, tables, structure, discovery, transcripts(kubectl), contentReplayer, securityContextReplayer, rollouts, filmIndex, films]
