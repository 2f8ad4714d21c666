// The rules that no schema can say: what the received bytes tell, identifiers that identify nobody, raw contact data.

const MAX_BYTES = 65536;
const MAX_DEPTH = 32;

// -- the bytes: JSON.parse rounds large integers and accepts U+0000 ---------------------------------------------------

const STRING = /"(?:[^"\\]|\\.)*"/gs;

export function* received(bytes, text) {
  if (bytes.length > MAX_BYTES) yield { rule: "event.size", pointer: "" };
  if (/(?<!\\)(?:\\\\)*\\u0000/.test(text)) yield { rule: "json.nul", pointer: "" };
  if (/(?:[\ud800-\udbff](?![\udc00-\udfff]))|(?:(?<![\ud800-\udbff])[\udc00-\udfff])/.test(unescaped(text)))
    yield { rule: "json.surrogate", pointer: "" };
  const outside = text.replace(STRING, '""');
  for (const [digits] of outside.matchAll(/-?[0-9]{19,}(?![0-9.eE])/g)) {
    const number = BigInt(digits);
    if (number < -(2n ** 63n) || number >= 2n ** 64n) yield { rule: "json.integer", pointer: "" };
  }
  let level = 0;
  for (const sign of outside) {
    if (sign === "{" || sign === "[") level += 1;
    if (level > MAX_DEPTH) return yield { rule: "json.depth", pointer: "" };
    if (sign === "}" || sign === "]") level -= 1;
  }
  yield* hidden(membersOf(text));
}

function unescaped(text) {
  return text.replace(/(?<!\\)((?:\\\\)*)\\u([0-9a-fA-F]{4})/g, (_, before, code) => before + String.fromCharCode(parseInt(code, 16)));
}

// -- identities --------------------------------------------------------------------------------------------------------

const JUNK = new Set(
  ("null nil none undefined nan n/a na anonymous guest unknown unset|not set|(not set)|(null)|[object object]|true false " +
    "void empty id user userid user_id test example default -1 your_user_id {{userid}}")
    .split("|")
    .flatMap((part) => (part.includes("not set") || part.includes("[object") ? [part.trim()] : part.trim().split(" "))),
);
const EMAIL = /[^\s@"<>]{1,64}@[^\s@"<>.]+(?:\.[^\s@"<>.]+)+/;
const INTERNATIONAL = /^(?:tel:)?\+[1-9][0-9 ().-]{6,20}$/;
const PHONE_FORM = /^(?:tel:)?\s*\+?[0-9 ().\-/\u00a0]+$/;

function isPhone(text) {
  const digits = text.replace(/[^0-9]/g, "").length;
  return text.length <= 40 && PHONE_FORM.test(text) && digits >= 7 && digits <= 15;
}

export function* identities(data) {
  const listed = Array.isArray(data.identities) ? data.identities.map((one, index) => [one, `/data/identities/${index}`]) : [];
  for (const name of ["link_from", "link_to"]) if (data[name]) listed.push([data[name], `/data/${name}`]);
  for (const [identity, pointer] of listed) {
    const value = identity?.value;
    if (typeof value !== "string") continue;
    const isJunk = /^[0\-_ .:x]*$/.test(value) || JUNK.has(value.trim().toLowerCase());
    if (isJunk) yield { rule: "identity.junk", pointer: `${pointer}/value` };
    if (EMAIL.test(value)) yield { rule: "identity.raw_email", pointer: `${pointer}/value` };
    else if (identity.type === "phone_hash" ? isPhone(value) : INTERNATIONAL.test(value))
      yield { rule: "identity.raw_phone", pointer: `${pointer}/value` };
  }
}

// -- contact fields ----------------------------------------------------------------------------------------------------

const words = (list) => new Set(list.split(" "));
const EMAIL_WORDS = words("email emails mail emailaddress mailaddress mailto");
const PHONE_WORDS = words(
  "phone phones mobile msisdn telephone tel cell cellphone sms whatsapp fax phonenumber mobilenumber telephonenumber handy telefon",
);
const ABOUT_WORDS = words(
  "hash hashed sha model os count verified template id ids campaign version status app url type kind domain provider at time subject",
);
const CARRIER_WORDS = words("value number address raw text primary home work private business");

function contactName(name, above) {
  const parts = name.replaceAll("e-mail", "email").replaceAll("e_mail", "email").match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g) ?? [];
  const isOneOf = (list) => parts.some((part) => list.has(part.toLowerCase()));
  if (isOneOf(ABOUT_WORDS)) return null;
  if (isOneOf(EMAIL_WORDS)) return "email";
  if (isOneOf(PHONE_WORDS)) return "phone";
  return isOneOf(CARRIER_WORDS) ? above : null;
}

export function* contacts(value, pointer = "/data", named = null) {
  if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) yield* contacts(member, `${pointer}/${index}`, named);
  } else if (value !== null && typeof value === "object") {
    for (const [name, member] of Object.entries(value)) {
      if (pointer === "/data" && name === "identities") continue;
      const part = name.replaceAll("~", "~0").replaceAll("/", "~1");
      yield* contacts(member, `${pointer}/${part}`, contactName(name, named));
    }
  } else if (named && (typeof value === "string" || Number.isInteger(value))) {
    const text = String(value);
    if (EMAIL.test(text)) yield { rule: "contact.raw_email", pointer };
    else if (named === "phone" && isPhone(text)) yield { rule: "contact.raw_phone", pointer };
  }
}

// -- members that a later one of their name hides: JSON.parse drops them, the received bytes keep them -------------------

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+/gs;

// Well-formed text as it stands: objects become { members: [[name, value], ...] }, numbers stay text.
function membersOf(text) {
  const tokens = text.match(TOKEN);
  let at = 0;
  const value = () => {
    const token = tokens[at++];
    if (token[0] === '"') return JSON.parse(token);
    if (token !== "{" && token !== "[") return token;
    const listed = [];
    while (tokens[at] !== "}" && tokens[at] !== "]") {
      if (tokens[at] === ",") at += 1;
      if (token === "[") listed.push(value());
      else {
        const name = JSON.parse(tokens[at]);
        at += 2;
        listed.push([name, value()]);
      }
    }
    at += 1;
    return token === "[" ? listed : { members: listed };
  };
  return value();
}

function* hidden(value, pointer = "", named = null, isHidden = false) {
  if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) yield* hidden(member, `${pointer}/${index}`, named, isHidden);
  } else if (typeof value === "object") {
    const last = new Map(value.members.map(([name], place) => [name, place]));
    for (const [place, [name, member]] of value.members.entries()) {
      const part = name.replaceAll("~", "~0").replaceAll("/", "~1");
      yield* hidden(member, `${pointer}/${part}`, contactName(name, named), isHidden || last.get(name) !== place);
    }
  } else if (isHidden && (EMAIL.test(value) || INTERNATIONAL.test(value) || (named === "phone" && isPhone(value)))) {
    yield { rule: "json.duplicate", pointer };
  }
}

export function* attributes(event) {
  if (typeof event.id === "string" && Buffer.byteLength(event.id) > 128) yield { rule: "envelope.id", pointer: "/id" };
}
