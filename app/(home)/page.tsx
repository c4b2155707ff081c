import Link from 'next/link'
import { HeroPicture } from '@/components/home/hero-picture'
import { ContinueButton } from '@/components/home/continue-button'
import { ModuleRow } from '@/components/home/module-row'
import { RepeatList } from '@/components/home/repeat-list'
import { SiteHeader } from '@/components/site/site-header'
import { readCourse } from '@/content/course'
import '@/components/home/home.css'

export default async function HomePage() {
  const modules = await readCourse()
  const lessons = modules.flatMap((module) => module.lessons)
  return (
    <>
      <SiteHeader />
      <main className="page home" id="main">
        <div className="home-top">
          <div>
            <h1>Learn Kubernetes on a cluster you are allowed to break</h1>
            <p className="home-lead">You write the YAML, a real-behaving cluster runs in this tab, and you are graded on what happens to the traffic. No account, nothing to install.</p>
            <ContinueButton lessons={lessons} />
          </div>
          <HeroPicture />
        </div>
        <ol className="home-modules">
          {modules.map((module) => (
            <ModuleRow key={module.id} module={module} />
          ))}
        </ol>
        <div className="home-foot">
          <RepeatList lessons={lessons} />
          <section>
            <h2>Glossary</h2>
            <p>
              Every word of the lessons that Kubernetes means in its own way, <Link href="/glossary">in one list</Link>.
            </p>
          </section>
          <section>
            <h2>How real it is</h2>
            <p>
              What the practice cluster answers as Kubernetes does, <Link href="/parity">counted</Link>.
            </p>
          </section>
          <section>
            <h2>Your progress</h2>
            <p>
              It stays in this browser. <Link href="/progress">Export it, import it, delete it</Link>.
            </p>
          </section>
        </div>
      </main>
    </>
  )
}
