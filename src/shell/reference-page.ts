import type { OpenApiDocument } from '../platform/http/openapi.ts'

type Operation = {
  operationId: string
  summary: string
  description: string
  parameters: { name: string; in: string; required?: boolean; schema: object }[]
  requestBody?: { content: { 'application/json': { schema: object } } }
  responses: Record<string, { content: Record<string, { schema: object }> }>
}

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, "Noto Sans SC", sans-serif }
body { max-width: 60rem; margin: 0 auto; padding: 1rem }
h1 { margin-bottom: 0 } nav { columns: 18rem; margin: 1rem 0 } nav a { display: block; overflow: hidden; text-overflow: ellipsis }
section { border-top: 1px solid #8884; padding: .5rem 0 1rem } code, pre { font-family: ui-monospace, monospace; font-size: 13px }
pre { overflow: auto; max-height: 24rem; background: #8881; padding: .75rem; border-radius: 6px }
.method { display: inline-block; min-width: 4.5rem; font-weight: 600 } table { border-collapse: collapse } td { padding: 0 1rem 0 0; vertical-align: top }`

/** A page that shows the API's document, without a script. */
export function referencePage({ info, paths, components }: OpenApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      ...(operation as Operation),
    })),
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(info.title)} API</title><style>${style}</style></head><body>
<h1>${escapeHtml(info.title)}</h1><p>${escapeHtml(info.description)} <a href="/openapi.json">openapi.json</a>, version ${escapeHtml(info.version)}.
Send your API key as <code>Authorization: Bearer yd_…</code>.</p>
<nav>${operations.map(({ operationId, summary }) => `<a href="#${operationId}">${escapeHtml(summary)}</a>`).join('')}</nav>
${operations.map((operation) => section(operation, components.schemas)).join('\n')}</body></html>`
}

type NamedSchemas = OpenApiDocument['components']['schemas']

function section(operation: Operation & { path: string; method: string }, named: NamedSchemas): string {
  const { operationId, summary, description, path, method, parameters, requestBody, responses } = operation
  const body = requestBody?.content['application/json'].schema
  const [status, answer] = Object.entries(responses)[0] ?? []
  const rows = parameters.map(
    ({ name, in: place, required, schema }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${place}${required ? ', required' : ''}</td><td><code>${escapeHtml(JSON.stringify(schema).slice(0, 300))}</code></td></tr>`,
  )
  return `<section id="${operationId}"><h2>${escapeHtml(summary)}</h2>
<p><span class="method">${method}</span> <code>${escapeHtml(path)}</code></p><p>${escapeHtml(description)}</p>
${rows.length === 0 ? '' : `<table>${rows.join('')}</table>`}
${body === undefined ? '' : details('Request', inPlace(body, named))}
${answer === undefined ? '' : details(`Answer ${status}`, inPlace(answer.content['application/json']?.schema ?? {}, named))}</section>`
}

/** A schema with those it refers to in their places, so that a reader need not look for them. */
function inPlace(schema: unknown, named: NamedSchemas): unknown {
  if (Array.isArray(schema)) return schema.map((each) => inPlace(each, named))
  if (typeof schema !== 'object' || schema === null) return schema
  const reference = (schema as { $ref?: string }).$ref?.split('/').at(-1)
  if (reference !== undefined) return inPlace(named[reference], named)
  return Object.fromEntries(Object.entries(schema).map(([name, each]) => [name, inPlace(each, named)]))
}

function details(title: string, schema: unknown): string {
  return `<details><summary>${escapeHtml(title)}</summary><pre>${escapeHtml(JSON.stringify(schema, null, 2))}</pre></details>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
