import Link from 'next/link'
import { SiteHeader } from '@/components/site/site-header'
import { buttonClass } from '@/components/ui/button'

export default function NotFound() {
  return (
    <>
      <SiteHeader />
      <main className="page-state" id="main">
        <h1>There is no such page</h1>
        <p>No lesson of this course has this address. It may have been typed by hand, or it is part of a module that is not open yet.</p>
        <Link className={buttonClass('first')} href="/">
          All lessons
        </Link>
      </main>
    </>
  )
}
