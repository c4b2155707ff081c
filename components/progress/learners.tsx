'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { addLearner, chooseLearner, record } from './progress-store'
import { useLearner, useProgressState } from './use-progress'

/** Several people may learn in one browser: each has a name and a record of their own. */
export function Learners() {
  const learner = useLearner()
  const chosen = useProgressState((state) => state.learner)
  const learners = useProgressState((state) => state.learners)
  const [name, setName] = useState('')
  const [asked, setAsked] = useState<'nothing' | 'name' | 'new'>('nothing')
  const known = Object.values(learners)
  const save = () => {
    if (name.trim() === '') return
    if (asked === 'new') addLearner(name.trim())
    else record({ type: 'LearnerNamed', name: name.trim() })
    setAsked('nothing')
    setName('')
  }
  return (
    <section className="learners" aria-label="Learner">
      {known.length > 1 ? (
        <label>
          Learner{' '}
          <select value={chosen} onChange={(event) => chooseLearner(event.target.value)}>
            {known.map(({ id, name: each }, at) => (
              <option key={id} value={id}>
                {each === '' ? `Learner ${at + 1}` : each}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <p>{learner.name === '' ? 'You have no name here; you need none.' : learner.name}</p>
      )}
      {asked === 'nothing' ? (
        <span className="learners-buttons">
          <Button look="light" onClick={() => setAsked('name')}>
            {learner.name === '' ? 'Give a name' : 'Rename'}
          </Button>
          <Button look="light" onClick={() => setAsked('new')}>
            Another learner
          </Button>
        </span>
      ) : (
        <form
          className="learners-buttons"
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <label>
            {asked === 'new' ? 'Name of the new learner' : 'Name'} <input value={name} maxLength={60} autoFocus onChange={(event) => setName(event.target.value)} />
          </label>
          <Button look="light" type="submit">
            Save
          </Button>
          <Button look="light" onClick={() => setAsked('nothing')}>
            Leave it
          </Button>
        </form>
      )}
    </section>
  )
}
