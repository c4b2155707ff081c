import { describe, expect, it } from 'vitest'
import { CommandFailure } from '../failure'
import { printGoTemplate } from './go-template'

const pod = {
  kind: 'Pod',
  metadata: { name: 'shop', labels: { tier: 'front', app: 'shop' } },
  spec: { hostNetwork: false, grace: 30, containers: [{ name: 'web', ports: [{ containerPort: 80 }] }, { name: 'side' }] },
}

describe('a template', () => {
  it.each([
    ['{{.metadata.name}}', 'shop'],
    ['{{.metadata.labels}}', 'map[app:shop tier:front]'],
    ['{{.nope.more}}', '<no value>'],
    ['{{index .metadata.labels "tier"}}', 'front'],
    ['{{(index .spec.containers 1).name}}', 'side'],
    ['{{range $i, $c := .spec.containers}}{{$i}}:{{$c.name}} {{end}}', '0:web 1:side '],
    ['{{range .spec.nope}}x{{else}}none{{end}}', 'none'],
    ['{{range .spec.containers}}{{with .ports}}{{len .}}{{else}}-{{end}}{{end}}', '1-'],
    ['{{range .spec.containers}}{{if eq .name "web"}}{{continue}}{{end}}{{$.kind}}/{{.name}}{{break}}{{end}}', 'Pod/side'],
    ['{{if .spec.hostNetwork}}a{{else if eq .spec.grace 30}}b{{end}}', 'b'],
    ['{{.metadata.name | printf "%-6s|"}}', 'shop  |'],
    ['{{printf "%s-%d %q %d" .kind (len .spec.containers) "a" "b"}}', 'Pod-2 "a" %!d(string=b)'],
    ['{{print .kind "v1" 1 2}}', 'Podv11 2'],
    ['{{$n := 1}}{{range .spec.containers}}{{$n = 2}}{{end}}{{$n}}', '2'],
    ['{{- .kind -}}  y{{/* not shown */}}', 'Pody'],
    ['{{define "t"}}<{{.}}>{{end}}{{template "t" .kind}}', '<Pod>'],
    ['{{"aGVsbG8=" | base64decode}}{{exists . "metadata" "nope"}}', 'hellofalse'],
    ['{{or .nope .kind}}{{and .kind .nope}}', 'Pod<no value>'],
  ])('%s', (template, printed) => {
    expect(printGoTemplate(template, pod)).toBe(printed)
  })
})

function failure(template: string): CommandFailure {
  try {
    printGoTemplate(template, pod)
  } catch (error) {
    if (error instanceof CommandFailure) return error
  }
  throw new Error('the template was printed')
}

describe('a template that cannot be read', () => {
  it.each([
    ['{{.metadata.name', 'output:1: unclosed action'],
    ['{{end}}', 'output:1: unexpected {{end}}'],
    ['{{if .kind}}', 'output:1: unexpected EOF'],
    ['{{nofunc .kind}}', 'output:1: function "nofunc" not defined'],
    ['{{.metadata.}}', 'output:1: unexpected <.> in operand'],
    ['{{break}}', 'output:1: {{break}} outside {{range}}'],
  ])('%s', (template, words) => {
    expect(failure(template).message).toBe(`error: error parsing template ${template}, template: ${words}`)
  })
})

describe('a template that cannot be executed', () => {
  it.each([
    ['{{index .spec.containers 5}}', '1:2: executing "output" at <index .spec.containers 5>: error calling index: index out of range: 5'],
    ['{{.metadata.name.more}}', '1:11: executing "output" at <.metadata.name.more>: can\'t evaluate field more in type interface {}'],
    ['{{eq .spec.grace 30.0}}', '1:2: executing "output" at <eq .spec.grace 30.0>: error calling eq: incompatible types for comparison: int64 and float64'],
    ['{{template "nope"}}', '1:11: executing "output" at <{{template "nope"}}>: template "nope" not defined'],
    ['{{nil}}', '1:2: executing "output" at <nil>: nil is not a command'],
  ])('%s', (template, words) => {
    expect(failure(template).message).toContain(`template: output:${words}`)
  })

  it('has printed what came before', () => {
    expect(failure('{{.kind}} {{nil}}').printed).toMatch(/^Pod Error executing template: /)
  })
})
