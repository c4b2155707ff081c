const pods: readonly { readonly x: number; readonly y: number; readonly version: string; readonly state: 'ready' | 'pending' | 'leaving' }[] = [
  { x: 264, y: 34, version: '1.27', state: 'ready' },
  { x: 344, y: 34, version: '1.26', state: 'ready' },
  { x: 264, y: 82, version: '1.27', state: 'ready' },
  { x: 344, y: 82, version: '1.26', state: 'leaving' },
  { x: 264, y: 130, version: '1.27', state: 'ready' },
  { x: 264, y: 178, version: '1.27', state: 'pending' },
]

/** A rolling update, half way: what the course is about, in one drawing. */
export function HeroPicture() {
  return (
    <figure className="hero" aria-label="A rolling update, half way: three of four Pods of the store run version 1.27, and no request has failed.">
      <svg viewBox="0 0 440 236" aria-hidden="true">
        <g fill="none" stroke="var(--ready)" strokeWidth="1.5" opacity="0.75">
          <path d="M220 112 C245 112 240 53 264 53M220 112 C245 112 245 101 264 101M220 112 C245 112 240 149 264 149M220 112 C290 105 300 60 344 53" />
        </g>
        <path d="M98 112h38" stroke="var(--rule-strong)" strokeWidth="2" />
        <circle className="hero-dot" cx="116" cy="112" r="4.5" fill="var(--ready)" />
        <rect x="22" y="86" width="76" height="52" rx="9" fill="var(--sheet)" stroke="var(--ready)" strokeWidth="2" />
        <text x="60" y="116">visitors</text>
        <path d="M145 82h66l9 9v42l-9 9h-66l-9-9v-42z" fill="var(--sheet)" stroke="var(--ready)" strokeWidth="2" />
        <text x="178" y="116" fontWeight="700">
          store
        </text>
        {pods.map(({ x, y, version, state }) => (
          <g key={`${x} ${y}`}>
            <rect x={x} y={y} width="66" height="38" rx="8" fill={`var(--${state}-soft)`} stroke={`var(--${state})`} strokeWidth="2" strokeDasharray={state === 'pending' ? '5 4' : undefined} />
            <text x={x + 33} y={y + 23} className="hero-version" fill={`var(--${state})`}>
              {version}
            </text>
          </g>
        ))}
      </svg>
      <figcaption>
        <span>rolling update, 3 of 4 on 1.27</span> <strong>0 failed requests</strong>
      </figcaption>
    </figure>
  )
}
