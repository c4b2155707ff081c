/** What is wanted (dashed) and what is there (solid). */
export function Mark() {
  return (
    <svg className="site-mark" width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <rect x="1" y="1" width="20" height="20" rx="5" fill="none" stroke="var(--ink)" strokeWidth="2" strokeDasharray="4.2 2.6" />
      <rect x="6" y="6" width="10" height="10" rx="3" fill="var(--ready)" />
    </svg>
  )
}
