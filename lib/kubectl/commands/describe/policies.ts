import type { JsonObject } from '../../json'
import { has, map, number, orElse, pairsText, selectorText, text } from './fields'
import { nameLines } from './metadata'

export function budgetLines(object: JsonObject): string[] {
  const status = (title: string, field: string) => `    ${title}:\t${String(number(object, 'status', field))}`
  return [
    ...nameLines(object),
    ...(has(object, 'spec', 'minAvailable') ? [`Min available:\t${text(object, 'spec', 'minAvailable')}`] : has(object, 'spec', 'maxUnavailable') ? [`Max unavailable:\t${text(object, 'spec', 'maxUnavailable')}`] : []),
    `Selector:\t${has(object, 'spec', 'selector') ? selectorText(map(object, 'spec', 'selector')) : '<unset>'}`,
    'Status:',
    status('Allowed disruptions', 'disruptionsAllowed'),
    status('Current', 'currentHealthy'),
    status('Desired', 'desiredHealthy'),
    status('Total', 'expectedPods'),
  ]
}

export function priorityClassLines(object: JsonObject): string[] {
  return [
    `Name:\t${text(object, 'metadata', 'name')}`,
    `Value:\t${text(object, 'value')}`,
    `GlobalDefault:\t${orElse(text(object, 'globalDefault'), 'false')}`,
    `PreemptionPolicy:\t${text(object, 'preemptionPolicy')}`,
    `Description:\t${text(object, 'description')}`,
    `Annotations:\t${pairsText(map(object, 'metadata', 'annotations'))}`,
  ]
}
