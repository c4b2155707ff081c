import { goQuote } from '@/lib/kube/go-format'
import { CommandFailure, fail } from '../failure'
import { goJsonText, isObject } from '../json'
import { goTypeName, plainText } from './go-format-verbs'
import { CallProblem, isTrue, templateFunctions } from './go-template-functions'
import { parseTemplate, TemplateSyntax, type Call, type Operand, type Pipe, type TemplateNode, type Templates } from './go-template-parser'

/** What went wrong while a template was executed, with its place. */
class TemplateProblem extends Error {}

/** Prints an object through a template of Go's text/template; one that cannot be read or executed ends the command. */
export function printGoTemplate(template: string, object: unknown, needsFields = false): string {
  const run = new Run(template, parsed(template), needsFields)
  try {
    run.execute('output', object)
    return run.output
  } catch (error) {
    if (!(error instanceof TemplateProblem)) throw error
    const shown = `${run.output}Error executing template: ${error.message}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${template}\n\traw data was:\n\t\t${goJsonText(object)}\n\tobject given to template engine was:\n\t\t${plainText(object)}\n\n`
    throw new CommandFailure(`error: error executing template ${goQuote(template)}: ${error.message}`, 1, shown)
  }
}

function parsed(template: string): Templates {
  try {
    return parseTemplate(template, new Set(templateFunctions.keys()))
  } catch (error) {
    if (!(error instanceof TemplateSyntax)) throw error
    return fail(`error parsing template ${template}, ${error.message}`)
  }
}

interface Variable {
  readonly name: string
  value: unknown
}

type Signal = 'break' | 'continue' | undefined

class Run {
  output = ''
  readonly #source: string
  readonly #templates: Templates
  /** The template option missingkey=error. */
  readonly #needsFields: boolean
  #variables: Variable[] = []

  constructor(source: string, templates: Templates, needsFields: boolean) {
    this.#source = source
    this.#needsFields = needsFields
    this.#templates = templates
  }

  execute(name: string, dot: unknown): void {
    const outer = this.#variables
    this.#variables = [{ name: '$', value: dot }]
    this.#block(this.#templates.get(name) ?? [], dot)
    this.#variables = outer
  }

  #fail(at: number, text: string, message: string): never {
    const before = this.#source.slice(0, at)
    const column = new TextEncoder().encode(before.slice(before.lastIndexOf('\n') + 1)).length
    const context = text.length > 20 && text.startsWith('{{range') ? `${text.slice(0, 20)}...` : text
    throw new TemplateProblem(`template: output:${String(before.split('\n').length)}:${String(column)}: executing "output" at <${context}>: ${message}`)
  }

  /** Variables declared inside a block end with it. */
  #scoped<T>(inside: () => T): T {
    const count = this.#variables.length
    const result = inside()
    this.#variables.length = count
    return result
  }

  #block(nodes: readonly TemplateNode[], dot: unknown): Signal {
    for (const node of nodes) {
      const signal = this.#node(node, dot)
      if (signal !== undefined) return signal
    }
    return undefined
  }

  #node(node: TemplateNode, dot: unknown): Signal {
    switch (node.type) {
      case 'text':
        this.output += node.value
        return undefined
      case 'action': {
        const value = this.#pipe(node.pipe, dot)
        if (node.pipe.variables.length === 0) this.output += value === undefined || value === null ? '<no value>' : plainText(value)
        return undefined
      }
      case 'if':
      case 'with':
        return this.#scoped(() => {
          const value = this.#pipe(node.pipe, dot)
          if (!isTrue(value)) return this.#block(node.otherwise, dot)
          return this.#block(node.body, node.type === 'with' ? value : dot)
        })
      case 'range':
        return this.#scoped(() => this.#range(node, dot))
      case 'template':
        if (!this.#templates.has(node.name)) this.#fail(node.at, node.text, `template ${goQuote(node.name)} not defined`)
        this.execute(node.name, node.pipe === undefined ? undefined : this.#pipe(node.pipe, dot))
        return undefined
      case 'break':
      case 'continue':
        return node.type
    }
  }

  #range({ pipe, body, otherwise }: Extract<TemplateNode, { type: 'if' | 'with' | 'range' }>, dot: unknown): Signal {
    const value = this.#pipe({ ...pipe, variables: [] }, dot)
    const first = pipe.calls[0]?.[0]
    const entries = entriesOf(value) ?? this.#fail(first?.at ?? 0, first?.text ?? '', `range can't iterate over ${plainText(value)}`)
    if (entries.length === 0) return this.#block(otherwise, dot)
    for (const [key, item] of entries) {
      const values = pipe.variables.length === 2 ? [key, item] : [item]
      const signal = this.#scoped(() => {
        for (const [at, name] of pipe.variables.entries()) this.#set(name, values[at], pipe.declares)
        return this.#block(body, item)
      })
      if (signal === 'break') break
    }
    return undefined
  }

  #set(name: string, value: unknown, declares: boolean): void {
    const known = this.#variables.findLast((variable) => variable.name === name)
    if (declares || known === undefined) this.#variables.push({ name, value })
    else known.value = value
  }

  #pipe({ calls, variables, declares }: Pipe, dot: unknown): unknown {
    let value: unknown
    for (const [at, call] of calls.entries()) value = this.#call(call, dot, at === 0 ? [] : [value])
    for (const name of variables) this.#set(name, value, declares)
    return value
  }

  #call(call: Call, dot: unknown, last: readonly unknown[]): unknown {
    const [head, ...rest] = call
    if (head === undefined) return undefined
    if (head.type === 'nil') return this.#fail(head.at, head.text, 'nil is not a command')
    if (head.type === 'function') return this.#invoke(head, rest, dot, last)
    if (rest.length > 0 || last.length > 0) return this.#fail(head.at, head.text, `can't give argument to non-function ${head.text}`)
    return this.#operand(head, dot)
  }

  #invoke(head: Operand, rest: readonly Operand[], dot: unknown, last: readonly unknown[]): unknown {
    const text = [head, ...rest].map((operand) => operand.text).join(' ')
    const values: unknown[] = []
    for (const operand of rest) {
      values.push(this.#operand(operand, dot))
      const stops = (head.name === 'and' && !isTrue(values.at(-1))) || (head.name === 'or' && isTrue(values.at(-1)))
      if (stops) return values.at(-1)
    }
    try {
      return templateFunctions.get(head.name)?.(...values, ...last)
    } catch (error) {
      if (!(error instanceof CallProblem)) throw error
      return this.#fail(head.at, text, `error calling ${head.name}: ${error.message.replace('non-function of', `non-function ${rest[0]?.text ?? ''} of`)}`)
    }
  }

  #operand(operand: Operand, dot: unknown): unknown {
    const value = this.#start(operand, dot)
    return operand.fields.reduce<unknown>((here, name) => {
      if (here === undefined) return undefined
      if (here === null) return this.#fail(operand.at, operand.text, `nil pointer evaluating interface {}.${name}`)
      if (!isObject(here)) return this.#fail(operand.at, operand.text, `can't evaluate field ${name} in type interface {}`)
      if (this.#needsFields && !Object.hasOwn(here, name)) return this.#fail(operand.at, operand.text, `map has no entry for key ${goQuote(name)}`)
      return Object.hasOwn(here, name) ? here[name] : undefined
    }, value)
  }

  #start(operand: Operand, dot: unknown): unknown {
    switch (operand.type) {
      case 'fields':
        return dot
      case 'variable':
        return this.#variables.findLast((variable) => variable.name === operand.name)?.value
      case 'literal':
        return operand.value
      case 'nil':
        return null
      case 'pipe':
        return operand.pipe === undefined ? undefined : this.#pipe(operand.pipe, dot)
      case 'function':
        return this.#invoke(operand, [], dot, [])
    }
  }
}

/** Keys and values in the order in which Go ranges over them; undefined: it cannot. */
function entriesOf(value: unknown): readonly (readonly [unknown, unknown])[] | undefined {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) return value.map((item: unknown, at) => [at, item] as const)
  if (isObject(value) && goTypeName(value) !== 'float64') return Object.keys(value).sort().map((key) => [key, value[key]] as const)
  return typeof value === 'number' ? Array.from({ length: value }, (_, at) => [at, at] as const) : undefined
}
