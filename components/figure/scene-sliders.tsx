'use client'
import { useEffect, useRef, useState } from 'react'
import type { Scene, SceneSlider, SceneStep, SceneView } from '@/lib/course/scene'
import { SliderField } from '../ui/slider-field'

/** How long a slider rests before its value is sent to the cluster: a drag is one change. */
const restMs = 300

/** The numbers that the learner sets in the cluster. */
export function SceneSliders({ scene, view, onSet }: { readonly scene: Scene; readonly view: SceneView; readonly onSet: (steps: readonly SceneStep[]) => void }) {
  return scene.sliders?.map((slider) => <Slider key={slider.id} slider={slider} view={view} onSet={onSet} />)
}

function Slider({ slider, view, onSet }: { readonly slider: SceneSlider; readonly view: SceneView; readonly onSet: (steps: readonly SceneStep[]) => void }) {
  const [dragged, setDragged] = useState<number>()
  const latest = useRef({ view, onSet })
  const { label, min, max, step } = slider
  useEffect(() => {
    latest.current = { view, onSet }
  })
  useEffect(() => {
    if (dragged === undefined) return undefined
    const timer = setTimeout(() => {
      latest.current.onSet(slider.steps(dragged, latest.current.view))
      setDragged(undefined)
    }, restMs)
    return () => clearTimeout(timer)
  }, [dragged, slider])
  const value = dragged ?? slider.value(view)
  return <SliderField label={label} value={value} min={min} max={max} step={step} text={slider.text(value)} onChange={setDragged} />
}
