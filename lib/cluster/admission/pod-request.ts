import type { AdmissionRequest } from './admit'

/** Whether a request makes or changes a Pod itself. */
export function isPodWrite({ definition }: AdmissionRequest): boolean {
  return definition.group === '' && definition.resource === 'pods'
}

/** Whether a request makes a Pod. */
export function isPodCreate({ operation, definition }: AdmissionRequest): boolean {
  return operation === 'CREATE' && definition.group === '' && definition.resource === 'pods'
}
