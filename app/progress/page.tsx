import type { Metadata } from 'next'
import { ProgressView } from '@/components/progress/progress-view'
import { SiteHeader } from '@/components/site/site-header'
import { readCourse } from '@/content/course'

export const metadata: Metadata = { title: 'My progress', description: 'What you have done in this course; it stays in this browser.' }

export default async function ProgressPage() {
  return (
    <>
      <SiteHeader />
      <main className="page page-narrow" id="main">
        <h1>My progress</h1>
        <ProgressView modules={await readCourse()} />
      </main>
    </>
  )
}
