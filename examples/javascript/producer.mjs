// A producer in JavaScript: one customer looks at a lamp and buys it. Writes one event a line; no dependencies.
//
//   node producer.mjs | touchline-spec conformance run              judges what it writes
//   node producer.mjs http://127.0.0.1:8787/v1/events               sends it to a collector
//   node producer.mjs URL with `touchline-spec conformance run --listen 127.0.0.1:8080`

import { createHash, randomUUID } from "node:crypto";

const SOURCE = "//shop.example.com/web";

// email.plain: trimmed, lower case; SHA-256 in hex. The raw address goes nowhere.
const emailHash = (raw) => createHash("sha256").update(raw.trim().toLowerCase()).digest("hex");

export function event(name, data, subject) {
  return {
    specversion: "1.0",
    id: randomUUID(),
    source: SOURCE,
    type: `touchline.${name}.v1`,
    time: new Date().toISOString(),
    datacontenttype: "application/json",
    dataschema: `urn:touchline:schema:${name}:1.0`,
    ...(subject && { subject }),
    data: { channel: "web", ...data },
  };
}

// Money is decimal text with its currency; cents are counted as integers, so nothing is ever rounded.
const euros = (cents) => ({ amount: `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, "0")}`, currency: "EUR" });

export function journey() {
  const visitor = { type: "anonymous", value: `a-${randomUUID()}` };
  const customer = { type: "email_hash", value: emailHash(" Jane@Example.com "), recipe: "email.plain" };
  const consent = { purposes: { analytics: "granted", advertising: "denied" } };
  const page = { url: "https://shop.example.com/p/P-1", title: "Lamp" };
  const lamp = { product_id: "P-1", name: "Lamp", price: euros(1999) };
  const items = [{ ...lamp, quantity: "2" }];
  return [
    event("page.viewed", { identities: [visitor], consent, page }),
    event("product.viewed", { identities: [visitor], consent, page, product: lamp }),
    event("cart.item_added", { identities: [visitor], consent, page, items, value: euros(3998) }),
    event("order.placed", { identities: [visitor, customer], consent, order_id: "O-1", items, total: euros(3998) }, "O-1"),
  ];
}

const url = process.argv[2];
if (url) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "touchline-sent-time": new Date().toISOString() },
    body: JSON.stringify(journey()),
  });
  console.log(answer.status, await answer.text());
  process.exitCode = answer.status === 202 ? 0 : 1;
} else {
  for (const each of journey()) console.log(JSON.stringify(each));
}
