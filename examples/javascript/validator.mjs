// A validator in JavaScript: the published schemas, and the rules beside them. No dependencies.
//
//   node validator.mjs < events.ndjson                              one verdict a line
//   touchline-spec conformance run --command "node validator.mjs"   proves it against every vector
//
// A line of the kit's protocol ({"id", "mode", "input_base64"}) is answered with {"id", "valid", "findings"}.

import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { attributes, contacts, identities, received } from "./rules.mjs";
import { failures } from "./schema.mjs";

const SCHEMAS = process.env.TOUCHLINE_SCHEMAS ?? join(dirname(fileURLToPath(import.meta.url)), "../../spec/schemas");
const loaded = new Map();

function schemaOf(type, mode) {
  const path = join(SCHEMAS, mode, `${type}.json`);
  if (!loaded.has(path)) {
    const isName = typeof type === "string" && /^[A-Za-z0-9_.-]+$/.test(type);
    loaded.set(path, isName && existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null);
  }
  return loaded.get(path);
}

export function check(bytes, mode = "open") {
  let text, event;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    event = JSON.parse(text);
  } catch (error) {
    return [{ rule: error instanceof SyntaxError ? "json.malformed" : "json.encoding", pointer: "" }];
  }
  if (event === null || typeof event !== "object" || Array.isArray(event)) return [{ rule: "event.object", pointer: "" }];
  const found = [...received(bytes, text)];
  let schema = typeof event.type === "string" && event.type.startsWith("touchline.") ? schemaOf(event.type, mode) : null;
  if (schema && mode === "strict" && isNewer(event, schema)) schema = schemaOf(event.type, "open");
  if (!schema && String(event.type).startsWith("touchline.")) found.push({ rule: "type.unknown", pointer: "/type" });
  schema ??= schemaOf("foreign", "open");
  found.push(...failures(schema, schema, event), ...attributes(event));
  if (event.data !== null && typeof event.data === "object" && !Array.isArray(event.data)) {
    found.push(...identities(event.data), ...contacts(event.data));
  }
  return found;
}

// A newer minor version than the schema's own brings members that are not known here.
function isNewer(event, schema) {
  const [name, minor] = splitVersion(schema.$id.replace(/:strict$/, ""));
  const [stated, theirs] = splitVersion(String(event.dataschema));
  return stated === name && Number(theirs) > Number(minor);
}

const splitVersion = (uri) => [uri.slice(0, uri.lastIndexOf(".")), uri.slice(uri.lastIndexOf(".") + 1)];

function answer(line) {
  let asked = null;
  try {
    asked = JSON.parse(line);
  } catch {
    // Not JSON: the event itself is broken, and is judged as it is.
  }
  if (typeof asked?.input_base64 === "string") {
    const findings = check(Buffer.from(asked.input_base64, "base64"), asked.mode);
    return { id: asked.id, valid: findings.length === 0, findings };
  }
  const findings = check(Buffer.from(line), "open");
  return { valid: findings.length === 0, findings };
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim()) process.stdout.write(`${JSON.stringify(answer(line))}\n`);
  }
}
