import type { KubeObject } from '@/lib/kube/object'
import type { RequestContext } from '../context'
import { partialObject } from '../partial'
import { defaultPrinter } from './default'
import { scalePrinter } from './others'
import { printers } from './printers'
import type { Cell, Column, Printer } from './printer'

/** A Table of objects, with their metadata, themselves or nothing beside each row (meta/v1 Table). */
export function tableOf(context: RequestContext, items: readonly KubeObject[], metadata: object, include: 'Metadata' | 'Object' | 'None', version: string) {
  const { resource, route, working } = context
  const printer = route.subresource === 'scale' ? scalePrinter : printerOf(resource.group, resource.resource)
  const now = { nowMs: working.epochMs + working.now }
  return {
    kind: 'Table',
    apiVersion: `meta.k8s.io/${version}`,
    metadata,
    columnDefinitions: printer.columns.map(definitionOf),
    rows: items.map((item) => ({ ...rowOf(printer, item, now), object: include === 'None' ? null : include === 'Object' ? item : partialObject(item, version) })),
  }
}

export function printerOf(group: string, resource: string): Printer {
  return printers[`${group}/${resource}`] ?? defaultPrinter
}

function rowOf(printer: Printer, item: KubeObject, now: { readonly nowMs: number }): { readonly cells: readonly Cell[] } {
  const conditions = printer.conditions?.(item)
  return { cells: printer.cells(item, now), ...(conditions === undefined ? {} : { conditions }) }
}

function definitionOf({ name, type = 'string', wide = false }: Column) {
  return { name, type, format: name === 'Name' ? 'name' : '', description: '', priority: wide ? 1 : 0 }
}
