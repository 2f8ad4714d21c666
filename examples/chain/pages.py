"""The shop's pages: plain HTML, no script, one style sheet."""

from __future__ import annotations

from html import escape

from chain.catalogue import Article, total

_STYLE = """
:root { --ink: #1f1a17; --paper: #faf7f2; --glow: #f2b544; --line: #e5ddd0; --soft: #7a6f63; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 Georgia, "DejaVu Serif", serif; }
header { display: flex; gap: 2rem; align-items: baseline; padding: 1.4rem 6vw; border-bottom: 1px solid var(--line); }
header .mark { font-size: 1.5rem; letter-spacing: .08em; flex: 1; }
header .mark::before { content: ""; display: inline-block; width: .8rem; height: .8rem; margin-right: .6rem;
  border-radius: 50%; background: var(--glow); box-shadow: 0 0 1.2rem .3rem var(--glow); }
a { color: inherit; text-decoration: none; }
header a:hover, .card:hover h2 { text-decoration: underline; text-decoration-color: var(--glow); }
main { padding: 2.4rem 6vw 8rem; max-width: 72rem; }
h1 { font-weight: normal; font-size: 2.2rem; margin: 0 0 1.6rem; }
h2 { font-weight: normal; font-size: 1.15rem; margin: .8rem 0 .1rem; }
.shelf { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: 1.6rem; }
.card .picture, .hero .picture { background: radial-gradient(circle at 50% 38%, #fff3d0 0, #f3dfb1 22%, #3a322b 75%);
  border-radius: .4rem; aspect-ratio: 4 / 3; display: flex; align-items: center; justify-content: center; }
.picture svg { height: 62%; stroke: var(--ink); fill: none; stroke-width: 3; stroke-linecap: round; }
.picture svg .light { fill: #ffe9a8; stroke: none; }
.soft { color: var(--soft); margin: 0; }
.hero { display: grid; grid-template-columns: minmax(16rem, 5fr) 4fr; gap: 3rem; align-items: center; }
button { font: inherit; padding: .6rem 1.4rem; border: 0; border-radius: .3rem; background: var(--ink);
  color: var(--paper); cursor: pointer; }
button.plain { background: transparent; color: var(--ink); border: 1px solid var(--ink); }
input { font: inherit; padding: .55rem .8rem; border: 1px solid var(--line); border-radius: .3rem; width: 20rem; }
table { border-collapse: collapse; width: 100%; max-width: 40rem; }
td { padding: .7rem 0; border-bottom: 1px solid var(--line); } td:last-child { text-align: right; }
.banner { position: fixed; inset: auto 0 0 0; display: flex; gap: 1rem; align-items: center; padding: 1rem 6vw;
  background: #fff; border-top: 1px solid var(--line); box-shadow: 0 -.5rem 2rem #0001; }
.banner p { flex: 1; margin: 0; }
@media (max-width: 40rem) { .hero { grid-template-columns: 1fr; } .banner { flex-wrap: wrap; } }
"""

_LAMPS = {
    "P-1": '<circle class="light" cx="62" cy="41" r="9"/><path d="M30 95h32M46 95V62L28 36l32-18M60 18L48 40h28z"/>',
    "P-2": '<circle class="light" cx="50" cy="24" r="10"/><path d="M38 96h24M50 96V26M36 26l6-16h16l6 16z"/>',
    "P-3": '<ellipse class="light" cx="50" cy="46" rx="26" ry="20"/>'
    '<path d="M24 46a26 20 0 0 1 52 0zM50 46v44M36 90h28"/>',
    "P-77": '<circle class="light" cx="50" cy="42" r="24"/>'
    '<path d="M40 66a26 26 0 1 1 20 0v10H40zM42 84h16M44 92h12M44 48l6-8 6 8"/>',
}


def _picture(shown: Article) -> str:
    return f'<div class="picture"><svg viewBox="0 0 100 100">{_LAMPS[shown.id]}</svg></div>'


def layout(title: str, body: str, *, name: str | None = None, things: int = 0, banner: str = "") -> str:
    """One whole page."""
    who = escape(name) if name else '<a href="/sign-in">Sign in</a>'
    cart = f"Cart ({things})" if things else "Cart"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} · Lumen</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body>'
        f'<header><a class="mark" href="/">Lumen</a><a href="/club">Bonus club</a><span>{who}</span>'
        f'<a href="/cart">{cart}</a></header><main>{body}</main>{banner}</body></html>'
    )


def banner(back: str) -> str:
    """Ask before anything is recorded; both answers are one click."""
    return (
        '<form class="banner" method="post" action="/consent"><p>May we measure how our shop is used? '
        f'Without your yes we record nothing.</p><input type="hidden" name="back" value="{escape(back)}">'
        '<button class="plain" name="analytics" value="denied">No, thank you</button>'
        '<button name="analytics" value="granted">Yes, you may</button></form>'
    )


def home(articles: list[Article]) -> str:
    """The shop window."""
    cards = "".join(
        f'<a class="card" href="/p/{each.id}">{_picture(each)}<h2>{escape(each.name)}</h2>'
        f'<p class="soft">{each.money.amount} {each.money.currency}</p></a>'
        for each in articles
    )
    return f'<h1>Light for dark days</h1><div class="shelf">{cards}</div>'


def product(shown: Article) -> str:
    """One lamp's own page."""
    return (
        f'<div class="hero">{_picture(shown)}<div><h1>{escape(shown.name)}</h1><p>{escape(shown.blurb)}</p>'
        f"<p><strong>{shown.money.amount} {shown.money.currency}</strong></p>"
        '<form method="post" action="/cart">'
        f'<button name="article" value="{shown.id}">Put into the cart</button></form></div></div>'
    )


def cart(lines: list[Article]) -> str:
    """What is in the cart."""
    if not lines:
        return "<h1>Your cart</h1><p>There is nothing in it yet.</p>"
    sum_ = total(lines)
    rows = "".join(f"<tr><td>{escape(e.name)}</td><td>{e.money.amount} {e.money.currency}</td></tr>" for e in lines)
    return (
        f"<h1>Your cart</h1><table>{rows}<tr><td>Total</td><td><strong>{sum_.amount} {sum_.currency}</strong></td></tr>"
        "</table><p>Collect it in one of our stores, or have it sent.</p>"
    )


def sign_in() -> str:
    """The form to sign in, or up."""
    return (
        '<h1>Sign in</h1><form method="post"><p><input type="email" name="email" required placeholder="E-mail address">'
        "</p><button>Send me a code</button></form>"
    )


def club() -> str:
    """The form to join the bonus club."""
    return (
        '<h1>Bonus club</h1><p>Points at the till, and your receipts in one place.</p><form method="post"><p>'
        '<input type="tel" name="phone" required placeholder="Phone number, such as +4930..."></p>'
        "<button>Join the club</button></form>"
    )


def message(text: str) -> str:
    """A page that only says something."""
    return f"<h1>Sorry</h1><p>{escape(text)}</p>"
