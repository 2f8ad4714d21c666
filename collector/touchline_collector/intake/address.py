"""The sender's address: never stored unless asked for, and then without its last part. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# What data protection authorities accept as no longer personal: the last octet of IPv4, all but the site of IPv6.
_IPV4_PREFIX = 24
_IPV6_PREFIX = 48


def truncated(address: str) -> str | None:
    """The network of an address, as `203.0.113.0`; None for what is no address."""
    parsed = _parsed(address)
    if parsed is None:
        return None
    prefix = _IPV4_PREFIX if parsed.version == 4 else _IPV6_PREFIX  # noqa: PLR2004 - IPv4
    return str(ip_network((parsed, prefix), strict=False).network_address)


def client(peer: str | None, forwarded_for: str | None, trusted: Sequence[str]) -> str | None:
    """Who sent: the peer, or behind trusted proxies the last address in X-Forwarded-For that is none of them."""
    hops = [hop.strip() for hop in forwarded_for.split(",")] if forwarded_for else []
    address = peer
    while hops and address is not None and _is_trusted(address, trusted):
        address = hops.pop()
    return address


def _is_trusted(address: str, trusted: Sequence[str]) -> bool:
    parsed = _parsed(address)
    return parsed is not None and any(parsed in ip_network(network, strict=False) for network in trusted)


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        parsed = ip_address(address)
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed
