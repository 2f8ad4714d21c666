// The keywords that the published schemas use, and no others: small enough to read, and to port to any language.
// The schemas are self-contained; `$ref` always points into their own `$defs`.

const kinds = {
  object: (value) => value !== null && typeof value === "object" && !Array.isArray(value),
  array: Array.isArray,
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  null: (value) => value === null,
  number: (value) => typeof value === "number",
  integer: (value) => Number.isInteger(value),
};

const length = (text) => [...text].length; // JSON Schema counts code points, JavaScript counts UTF-16 units
const has = (value, name) => Object.prototype.hasOwnProperty.call(value, name);
const patterns = new Map();

function matches(pattern, text) {
  if (!patterns.has(pattern)) patterns.set(pattern, new RegExp(pattern, "u"));
  return patterns.get(pattern).test(text);
}

// Yields {rule, pointer} for every broken keyword; `rule` is the nearest x-touchline-rule, as our findings name it.
export function* failures(root, schema, value, pointer = "", rule = null) {
  const here = schema["x-touchline-rule"] ?? rule;
  const broken = (fallback) => ({ rule: here ?? fallback, pointer });
  const inner = (part) => `${pointer}/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`;

  if (schema.$ref) yield* failures(root, root.$defs[schema.$ref.slice("#/$defs/".length)], value, pointer, here);
  for (const part of schema.allOf ?? []) yield* failures(root, part, value, pointer, here);
  if (schema.if) {
    const branch = isValid(root, schema.if, value) ? schema.then : schema.else;
    if (branch) yield* failures(root, branch, value, pointer, here);
  }
  if (schema.not && isValid(root, schema.not, value)) yield broken("data.value");
  if (has(schema, "const") && value !== schema.const) yield broken("data.value");
  if (schema.enum && !schema.enum.includes(value)) yield broken("data.value");
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length && !types.some((type) => kinds[type](value))) {
    yield broken(pointer === "/data" ? "event.data" : "data.type");
    return;
  }

  if (kinds.string(value)) {
    if (length(value) < (schema.minLength ?? 0) || length(value) > (schema.maxLength ?? Infinity)) yield broken("data.value");
    if (schema.pattern && !matches(schema.pattern, value)) yield broken("data.value");
  } else if (kinds.number(value)) {
    if (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity)) yield broken("data.value");
  } else if (kinds.array(value)) {
    if (value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? Infinity)) yield broken("data.value");
    if (schema.items) for (const [index, member] of value.entries()) yield* failures(root, schema.items, member, inner(index));
  } else if (kinds.object(value)) {
    for (const name of schema.required ?? []) if (!has(value, name)) yield { rule: "data.required", pointer };
    const names = Object.keys(value);
    if (names.length > (schema.maxProperties ?? Infinity)) yield broken("data.value");
    for (const name of names) {
      if (schema.propertyNames && !isValid(root, schema.propertyNames, name)) yield broken("data.names");
      if (has(schema.properties ?? {}, name)) yield* failures(root, schema.properties[name], value[name], inner(name));
      else if (schema.additionalProperties === false) yield { rule: "data.unknown", pointer: inner(name) };
      else if (schema.additionalProperties) yield* failures(root, schema.additionalProperties, value[name], inner(name));
    }
  }
}

export function isValid(root, schema, value) {
  return failures(root, schema, value).next().done;
}
