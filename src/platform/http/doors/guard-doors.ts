import type { FastifyInstance } from 'fastify'
import { allowOrigins } from './allowed-origins.ts'
import type { DoorSettings } from './door-settings.ts'
import { createHostCheck } from './own-host.ts'
import { checkRequestForm } from './request-form.ts'
import type { RequestLimits } from './request-limits.ts'
import { addSecurityHeaders } from './security-headers.ts'

/** Puts before every route, and before the answer that there is none: headers, how often, form, name, from where. */
export function guardDoors(fastify: FastifyInstance, settings: DoorSettings, limits: RequestLimits): void {
  const checkHost = createHostCheck(settings.publicUrl)
  fastify.addHook('onRequest', (request, reply, done) => {
    addSecurityHeaders(request, reply)
    limits.admit(request)
    checkRequestForm(request)
    checkHost(request)
    done()
  })
  allowOrigins(fastify, settings.allowedOrigins)
}
