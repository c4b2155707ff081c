import { applyOnServer } from './apply-on-server'
import { editLastApplied } from './edit-last-applied'
import { checkPrune, prune, pruneMappings } from './prune'
import { setLastApplied } from './set-last-applied'
import { viewLastApplied } from './view-last-applied'

/** What `apply` is rarely asked for: one file that a browser fetches. */
export const rarely = { applyOnServer, checkPrune, editLastApplied, prune, pruneMappings, setLastApplied, viewLastApplied }
