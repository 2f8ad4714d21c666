"""The vocabulary keeps what it promises: whole, consistent, and true to its own rules."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from support import registry_source
from touchline_spec import Validator, event_type

REGISTRY = registry_source.registry()
EVENTS = {each.name: each for each in REGISTRY.events}
NOW = datetime(2026, 11, 22, tzinfo=UTC)

# What the vocabulary is for, and the subjects that each part of it lives in.
FAMILIES = {
    "ads": ["ad"],
    "promotions": ["promotion"],
    "pages and screens": ["page", "screen", "app", "deeplink", "install"],
    "search": ["search"],
    "product": ["product", "product_list"],
    "wishlist": ["wishlist"],
    "cart": ["cart"],
    "checkout": ["checkout"],
    "payment": ["payment"],
    "order": ["order"],
    "fulfilment": ["fulfillment"],
    "returns across channels": ["return", "exchange"],
    "subscription": ["subscription"],
    "POS transaction": ["pos"],
    "receipt": ["receipt"],
    "message lifecycle": ["message", "push", "inapp", "subscription_preference"],
    "store visit": ["visit"],
    "zone": ["zone", "beacon"],
    "queue": ["queue"],
    "appointment": ["appointment"],
    "associate assistance": ["assistance"],
    "signage": ["signage"],
    "kiosk": ["kiosk"],
    "vending": ["vending"],
    "loyalty": ["loyalty"],
    "coupon and offer": ["coupon", "offer"],
    "identity": ["identity"],
    "hand-off": ["handoff"],
    "consent": ["consent"],
    "call": ["call"],
    "chat": ["chat"],
    "case": ["case"],
    "survey": ["survey"],
    "review": ["review"],
    "experiment": ["experiment"],
    "form": ["form", "lead"],
    "account": ["group"],
}
# The union of the vocabularies it was drawn from: what each must at least be able to say.
NEEDED = """
ad impressed viewable clicked completed
promotion viewed clicked
page viewed
screen viewed
app installed opened backgrounded updated crashed
deeplink opened
install attributed
search submitted results_viewed
product_list viewed filtered
product clicked viewed shared
cart shared item_added item_removed viewed item_updated
wishlist item_added item_removed
checkout started step_viewed step_completed
payment info_entered authorized declined captured
order placed updated cancelled refunded
fulfillment allocated ready_for_pickup customer_arrived picked_up shipped delivered failed
return requested received completed
exchange completed
subscription started paused cancelled renewed
pos transaction_completed transaction_voided transaction_suspended customer_identified
receipt issued
message queued sent delivered deferred bounced failed dropped opened clicked replied spam_reported
message unsubscribed subscribed
subscription_preference updated
push received tapped dismissed
inapp displayed
visit started ended
zone entered exited dwelled
beacon sighted
queue joined served abandoned
appointment requested booked rescheduled cancelled attended no_show
assistance requested started ended
signage content_played interacted
kiosk session_started session_ended
vending item_dispensed dispense_failed
loyalty enrolled tier_changed points_earned points_redeemed reward_issued
coupon entered applied denied removed
offer issued redeemed expired
identity signed_up signed_in signed_out updated linked unlinked erasure_requested
handoff issued redeemed
consent updated viewed expired
call started answered transferred ended abandoned
chat started message_sent message_received ended
case opened updated resolved closed
survey invited started completed
review submitted
experiment viewed
form submitted
lead generated
group joined
"""
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
# Shared devices and payment tokens are nobody's by themselves; who asks to be forgotten is asked nothing first.
WITHOUT_CONSENT = {"identity.erasure_requested", "payment.declined", "signage.interacted", "kiosk.session_started"} | {
    "kiosk.session_ended",
    "vending.item_dispensed",
    "vending.dispense_failed",
}
# A predicate says what happened; these say so without a word that ends in "ed".
OTHERWISE_PAST = {"sent", "left", "viewable", "ready_for_pickup", "no_show", "message_sent"}


def needed() -> list[str]:
    rows = [line.split() for line in NEEDED.strip().split("\n")]
    return [f"{subject}.{predicate}" for subject, *predicates in rows for predicate in predicates]


def sent(name: str) -> dict[str, Any]:
    """The example of a type as a whole event."""
    known = EVENTS[name]
    return {
        "specversion": "1.0",
        "id": f"0193f1c5-{name}",
        "source": "//shop.example.com/web",
        "type": known.type,
        "time": "2026-11-20T10:00:00Z",
        "datacontenttype": "application/json",
        "dataschema": known.dataschema,
        "data": dict(known.example),
    }


@pytest.mark.parametrize("family", FAMILIES)
def test_every_part_of_the_journey_has_its_subjects(family: str) -> None:
    """From advert to till there is no part of the journey without events."""
    assert {subject.name for subject in REGISTRY.subjects} >= set(FAMILIES[family])


def test_every_subject_belongs_to_a_part_of_the_journey() -> None:
    """A subject that no part claims would be found by nobody."""
    claimed = [subject for subjects in FAMILIES.values() for subject in subjects]
    assert sorted(claimed) == sorted(subject.name for subject in REGISTRY.subjects)


@pytest.mark.parametrize("name", needed())
def test_what_other_vocabularies_can_say_can_be_said(name: str) -> None:
    """Nobody who comes from another vocabulary loses an event."""
    assert event_type(f"touchline.{name}.v1") is not None


@pytest.mark.parametrize("name", EVENTS)
def test_the_example_is_valid_to_the_letter(name: str) -> None:
    """What people copy from the reference passes the strictest check without a remark."""
    assert Validator(mode="strict").check(sent(name), now=NOW) == []


def test_the_examples_show_what_is_recommended() -> None:
    """An example leaves out less than half of what its type recommends."""
    # A placed order is the first event anybody sends; its example is the shortest that is true.
    assert [name for name in EVENTS if not shows_enough(EVENTS[name])] == ["order.placed"]


def shows_enough(known: Any) -> bool:
    wanted = [each.name for each in known.members.values() if each.requirement in {"recommended", "conditional"}]
    return not wanted or 2 * len([each for each in wanted if each in known.example]) > len(wanted)


def test_the_examples_say_what_their_persons_consented_to() -> None:
    """Where an example has a person's identifiers it has the consent too, but where an eraser or a machine speaks."""
    silent = {
        name for name, known in EVENTS.items() if known.example.get("identities") and "consent" not in known.example
    }
    assert silent - WITHOUT_CONSENT == set()


def test_names_are_dotted_lower_case_and_past() -> None:
    """A type says what happened, in words that sort and grep."""
    assert [name for name in EVENTS if not all(NAME.fullmatch(part) for part in name.split("."))] == []
    predicates = {known.predicate for known in EVENTS.values()} - OTHERWISE_PAST
    assert [each for each in predicates if not any(word.endswith("ed") for word in each.split("_"))] == []


# A browser's key is public knowledge: what only a till, a server or a sensor can know may not come under it.
NEVER_PUBLIC = {"pos", "visit", "zone", "beacon", "handoff", "receipt", "exchange", "kiosk", "vending", "signage"} | {
    "loyalty",
    "offer",
}
MONEY_BACK = {"order.refunded", "return.received", "return.completed", "payment.captured", "payment.authorized"}
SIGNING = {"identity.signed_in", "identity.signed_out"}


def test_a_public_key_cannot_claim_what_a_page_cannot_know() -> None:
    """Tills, money back, presence, hand-off redemption and identity beyond signing in and out need a secret key."""
    public = {name: known for name, known in EVENTS.items() if known.public}
    assert [name for name, known in public.items() if known.subject in NEVER_PUBLIC] == []
    assert {name for name, known in public.items() if known.subject == "identity"} == SIGNING
    assert not public.keys() & MONEY_BACK


# What nobody can ask again: money that moved, and what a person wanted.
LAST = [
    "order.placed",
    "order.refunded",
    "pos.transaction_completed",
    "pos.transaction_voided",
    "return.completed",
    "consent.updated",
    "consent.expired",
    "message.unsubscribed",
    "subscription_preference.updated",
    "identity.unlinked",
    "identity.erasure_requested",
]


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("zone.dwelled", "zone.entered"),
        ("beacon.sighted", "zone.dwelled"),
        ("zone.entered", "visit.started"),
        ("product.viewed", "cart.item_added"),
        ("cart.item_added", "checkout.started"),
        ("checkout.started", "order.placed"),
        ("message.opened", "message.clicked"),
        ("message.clicked", "message.unsubscribed"),
        ("page.viewed", "identity.linked"),
        ("consent.viewed", "consent.updated"),
        ("pos.transaction_suspended", "pos.transaction_completed"),
    ],
)
def test_a_full_outbox_gives_up_the_lesser_event_first(less: str, more: str) -> None:
    """What can be learnt again goes before what cannot."""
    assert EVENTS[less].priority < EVENTS[more].priority


@pytest.mark.parametrize("name", LAST)
def test_money_and_the_persons_will_are_given_up_last(name: str) -> None:
    """A sale and a withdrawn consent outlive everything else."""
    assert EVENTS[name].priority == 100


def test_priorities_are_a_percentage() -> None:
    assert all(0 < each.priority <= 100 for each in EVENTS.values())


def test_the_examples_come_from_more_than_one_country() -> None:
    """Currencies of no, two and three decimals, weighed goods, and names in several scripts are all shown."""
    text = str([each.example for each in EVENTS.values()])
    for shown in ("'EUR'", "'USD'", "'JPY'", "'KWD'", "'kilogram'", "'metre'", "Stehlampe", "卓上ランプ", "زيت"):
        assert shown in text


def test_loading_stays_lazy() -> None:
    """The import reads no schema and no model, and one typed event loads its own subject only."""
    script = (
        "import sys, touchline_spec\n"
        "heavy = {'pydantic', 'jsonschema_rs', 'yaml'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "from touchline_spec import published\n"
        "assert published.vocabulary.cache_info().currsize == 0\n"
        "from touchline_spec.events import OrderPlaced\n"
        "loaded = [name for name in sys.modules if name.startswith('touchline_spec.generated.events_')]\n"
        "assert loaded == ['touchline_spec.generated.events_order'], loaded\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=50)


@pytest.mark.parametrize("known", EVENTS.values(), ids=EVENTS)
def test_the_reference_describes_the_type(known: Any) -> None:
    """The index leads to the type, and its page shows every property and the example."""
    pages = registry_source.ROOT / "docs/spec/vocabulary"
    anchor = known.type.replace(".", "")
    assert f"({known.subject}.md#{anchor})" in (pages / "README.md").read_text("utf-8")
    section = (
        (pages / f"{known.subject}.md").read_text("utf-8").partition(f"## `{known.type}`")[2].partition("\n## ")[0]
    )
    assert [each for each in known.properties if f"| `{each}` |" not in section] == []
    assert json.loads(section.partition("```json\n")[2].partition("```")[0]) == known.example


def test_a_subject_outside_the_journey_is_refused(tmp_path: Path) -> None:
    """The index leads through the journey; what belongs to no part of it would stand nowhere."""
    draft = registry_source.Draft(tmp_path)
    draft.write("subjects/page.yaml", draft.read("subjects/page.yaml") | {"family": "sundry"})
    with pytest.raises(
        registry_source.module("registry").RegistryError, match="page: family 'sundry'; expected one of"
    ):
        draft.load()
