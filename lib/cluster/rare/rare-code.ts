import { admitEscalation } from '../admission/escalation'
import { admitLimits } from '../admission/limit-range'
import { admitPodSecurity } from '../admission/pod-security/admit'
import { admitQuota } from '../admission/resource-quota'
import { applyPatch } from '../api/apply/apply'
import { openApiDocument, openApiIndex } from '../api/openapi/document'
import { review } from '../api/reviews/dispatch'
import { evict } from '../api/subresources/eviction'
import { ephemeralContainers, resize } from '../api/subresources/pod-spec'
import { serviceAccountToken } from '../api/subresources/token'
import { autoscalerController } from '../controllers/autoscaling/horizontal'
import { cronJobController } from '../controllers/cronjob/cronjob'
import { daemonSetController } from '../controllers/daemonset/daemonset'
import { jobController } from '../controllers/job/job'
import { disruptionController } from '../controllers/policy/disruption'
import { quotaController } from '../controllers/quota/quota'
import { statefulSetController } from '../controllers/statefulset/statefulset'
import { volumeBinder } from '../controllers/volume/binder'
import { volumeProtection } from '../controllers/volume/protection'

/** What acts on kinds of which few lessons have an object, and what is rarely asked of the API server: one file that a browser fetches. */
export const code = {
  controllers: {
    autoscaler: autoscalerController,
    cronJob: cronJobController,
    daemonSet: daemonSetController,
    disruption: disruptionController,
    job: jobController,
    quota: quotaController,
    statefulSet: statefulSetController,
    volumeBinder,
    volumeProtection,
  },
  admitEscalation,
  admitLimits,
  admitPodSecurity,
  admitQuota,
  applyPatch,
  ephemeralContainers,
  evict,
  openApiDocument,
  openApiIndex,
  resize,
  review,
  serviceAccountToken,
}
