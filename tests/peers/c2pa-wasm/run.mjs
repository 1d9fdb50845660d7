// Validates files with c2pa-rs (as WebAssembly) in one warm process: a request a line on standard input, an answer a line on standard output.
//   {"name": "test", "settings": {…}}                         keeps settings under a name; no answer
//   {"path": "a.jpg", "type": "image/jpeg", "name": "test"}   validates: {"ms", "state", "failures"} or {"ms", "error"}
// The time runs from the bytes in memory to the reader's report as text, without reading the file and without parsing that text.
// With a moment as first argument (ISO 8601) the clock stands still there, so that certificates are held against it.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const moment = process.argv[2] ? Date.parse(process.argv[2]) : NaN;
if (!Number.isNaN(moment)) {
  const RunningDate = Date;
  globalThis.Date = class StoppedDate extends RunningDate {
    constructor(...parts) {
      if (parts.length === 0) super(moment);
      else super(...parts);
    }
    static now() {
      return moment;
    }
  };
}

const { initSync, WasmReader } = await import('@contentauth/c2pa-wasm');
initSync({ module: readFileSync(new URL('node_modules/@contentauth/c2pa-wasm/pkg/c2pa_bg.wasm', import.meta.url)) });

const settings = new Map();

async function validate({ path, type, name }) {
  const bytes = new Uint8Array(readFileSync(path));
  const started = process.hrtime.bigint();
  const elapsed = () => Number(process.hrtime.bigint() - started) / 1e6;
  try {
    const reader = await WasmReader.fromBytes(type, bytes, settings.get(name));
    const text = reader.json();
    const ms = elapsed();
    reader.free();
    const report = JSON.parse(text);
    const results = report.validation_results ?? {};
    const failures = [
      ...(results.activeManifest?.failure ?? []).map(status => status.code),
      ...(results.ingredientDeltas ?? []).flatMap(delta => delta.validationDeltas?.failure ?? []).map(status => `delta:${status.code}`),
    ];
    return { ms, state: report.validation_state, failures };
  } catch (error) {
    return { ms: elapsed(), error: String(error?.message ?? error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  if (request.settings) settings.set(request.name, JSON.stringify(request.settings));
  else process.stdout.write(JSON.stringify(await validate(request)) + '\n');
}
