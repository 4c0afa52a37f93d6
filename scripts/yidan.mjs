#!/usr/bin/env node
// `npx yidan COMMAND`: the short form of `npm run yidan -- COMMAND`.
process.argv.splice(2, 0, 'src/cli/yidan.ts')
await import('./bootstrap.mjs')
