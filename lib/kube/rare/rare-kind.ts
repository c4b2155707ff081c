import { rareRules } from '#rare-rules'
import { completeAddress } from '../define-kind'
import type { KindDefinition } from '../kind'
import { addresses } from './addresses'

/** A kind whose rules a browser fetches when somebody writes an object of it; its address is known from the beginning. */
export function rareKind(name: keyof typeof addresses): KindDefinition {
  const rules = () => rareRules()[name]
  return {
    ...completeAddress(addresses[name]),
    decode: (value) => rules().decode?.(value),
    default: (object) => rules().default(object),
    prepareForCreate: (object) => rules().prepareForCreate(object),
    prepareForUpdate: (object, old) => rules().prepareForUpdate(object, old),
    initialize: (object, old) => rules().initialize?.(object, old) ?? { object, errors: [] },
    validate: (object) => rules().validate(object),
    validateUpdate: (object, old) => rules().validateUpdate(object, old),
    prepareForStatusUpdate: (object, old) => rules().prepareForStatusUpdate?.(object, old) ?? object,
    validateStatusUpdate: (object, old) => rules().validateStatusUpdate?.(object, old) ?? [],
    warnings: (object, old) => rules().warnings?.(object, old) ?? [],
  }
}
