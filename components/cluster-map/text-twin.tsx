import { CodeText } from '@/components/ui/code-text'
import type { MapModel, WorkloadModel } from './map-model'
import type { PodModel } from './pod-model'
import { flowsOf, type TrafficInput } from './traffic-flow'
import { describeBox, nameOf } from './explain-object'
import { refId } from './snapshot'

/** The map in words: the same objects, states and sentences as a structured list. */
export function TextTwin({ input, onSelect }: { readonly input: TrafficInput; readonly onSelect: (id: string) => void }) {
  const { model } = input
  const flows = flowsOf(input)
  return (
    <div className="map-twin">
      {flows.length > 0 ? (
        <Section title="Requests">
          {flows.map((flow) => (
            <li key={flow.boxes.join()}>
              {`${flow.url}: ${flow.boxes.map(nameOf).join(' → ')}${flow.failing ? ' ✕ not answered' : ''}`}
            </li>
          ))}
        </Section>
      ) : null}
      <Goals input={input} />
      {model.services.length > 0 ? (
        <Section title="Services">
          {model.services.map((service) => (
            <li key={service.id}>
              <ObjectButton id={service.id} model={model} onSelect={onSelect} />
              {service.why === undefined ? null : (
                <p>
                  <CodeText text={service.why.answer} />
                </p>
              )}
            </li>
          ))}
        </Section>
      ) : null}
      {model.workloads.map((workload) => (
        <Workload key={workload.id} workload={workload} model={model} onSelect={onSelect} />
      ))}
      {model.bare.length > 0 ? <Section title="Pods that nobody owns">{podItems(model.bare, model, onSelect)}</Section> : null}
      <Section title="Nodes">
        {model.nodes.map((node) => (
          <li key={node.id}>
            <ObjectButton id={node.id} model={model} onSelect={onSelect} />
          </li>
        ))}
      </Section>
      {model.configs.length > 0 ? (
        <Section title="ConfigMaps and Secrets">
          {model.configs.map((config) => (
            <li key={config.id}>
              <ObjectButton id={config.id} model={model} onSelect={onSelect} />
            </li>
          ))}
        </Section>
      ) : null}
    </div>
  )
}

function Goals({ input: { goals, podsGoals = [] } }: { readonly input: TrafficInput }) {
  if (goals.length + podsGoals.length === 0) return null
  const mark = (holds: boolean) => (holds ? '✓ holds' : 'not yet')
  return (
    <Section title="Goal">
      {podsGoals.map((goal) => (
        <li key={refId(goal.deployment)}>{`${nameOf(refId(goal.deployment))}: ${goal.say} available, ${mark(goal.holds)}`}</li>
      ))}
      {goals.map((goal) => (
        <li key={`${refId(goal.from)} ${refId(goal.to)}`}>{`${nameOf(refId(goal.from))} → ${nameOf(refId(goal.to))}${goal.label === undefined ? '' : ` ${goal.label}`}: ${mark(goal.holds)}`}</li>
      ))}
    </Section>
  )
}

function Workload({ workload, model, onSelect }: { readonly workload: WorkloadModel; readonly model: MapModel; readonly onSelect: (id: string) => void }) {
  return (
    <Section title={`${workload.kind} ${workload.name}: ${workload.ready} of ${workload.wanted} ready`}>
      {workload.sets.length > 1
        ? workload.sets.map((set) => (
            <li key={set.id}>
              {`ReplicaSet ${set.name}, revision ${set.revision}, ${set.version}, wants ${set.wanted}`}
              <ul>{podItems(set.pods, model, onSelect)}</ul>
            </li>
          ))
        : podItems(workload.pods, model, onSelect)}
    </Section>
  )
}

function podItems(pods: readonly PodModel[], model: MapModel, onSelect: (id: string) => void) {
  return pods.map((pod) => (
    <li key={pod.id}>
      <ObjectButton id={pod.id} model={model} onSelect={onSelect} />
    </li>
  ))
}

function ObjectButton({ id, model, onSelect }: { readonly id: string; readonly model: MapModel; readonly onSelect: (id: string) => void }) {
  return (
    <button type="button" className="map-link" onClick={() => onSelect(id)}>
      {describeBox(id, model)}
    </button>
  )
}

function Section({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </section>
  )
}
