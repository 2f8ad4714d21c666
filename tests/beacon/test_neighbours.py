"""Box beacons: only who has the store's key is a neighbour, and only while it is fresh."""

from __future__ import annotations

from support.packet_reader import BYSTANDER, MEMBER
from touchline_beacon import adverts, neighbours
from touchline_beacon.cli.reader import ours
from touchline_beacon.ladder import Ladder, Rung
from touchline_beacon.neighbours import Neighbours, frame

KEY, WALL = bytes(range(16)), 1_800_000_000.0
UUID = str(neighbours.SERVICE)


def test_a_neighbour_is_known_by_the_stores_key() -> None:
    """Another key, another version, a changed byte, a cut frame: no neighbour, and counted."""
    own = Neighbours(KEY)
    good = frame(KEY, "box-2/ble-1", WALL)
    assert own.hear("door", {UUID: good}, 5, WALL)
    assert list(own.ages("door", 8).values()) == [3]
    bad = [
        frame(bytes(16), "box-2/ble-1", WALL),
        b"\x02" + good[1:],
        good[:-1] + bytes((good[-1] ^ 1,)),
        good[:-1],
        b"",
    ]
    assert not any(own.hear("door", {UUID: raw}, 6, WALL) for raw in bad)
    assert own.forged == len(bad)
    assert not own.hear("door", {}, 6, WALL)


def test_a_recording_goes_stale() -> None:
    """Five minutes either way, for clocks that drift; across the minute's overflow too."""
    for wall in (WALL, 256 * 60 * 1000.0):
        own, old = Neighbours(KEY), frame(KEY, "a", wall)
        fresh = [minutes for minutes in range(-20, 21) if own.hear("door", {UUID: old}, 0, wall + minutes * 60)]
        assert fresh == list(range(-5, 6))


def test_silence_is_judged_sooner_beside_a_neighbour() -> None:
    """Thirty seconds instead of ninety; an hour after a neighbour was last heard it is expected no more."""
    own, ladder = Neighbours(KEY), Ladder()
    assert own.silence("door", 0) is None
    own.hear("door", {UUID: frame(KEY, "a", WALL)}, 0, WALL)
    assert own.silence("door", 3600) == 30
    assert own.silence("door", 3601) is None
    assert own.silence("hall", 1) is None
    ladder.begin(0)
    ladder.silence = 30
    assert [(now, rung) for now in range(100) if (rung := ladder.next(now))] == [
        (31, Rung.RESTART),
        (62, Rung.POWER_CYCLE),
    ]


def test_the_packet_reader_lets_neighbours_through_unread() -> None:
    """It has no key; the agent judges them."""
    club = adverts.Programme("club")
    packet = bytes((27, 0x21)) + neighbours.SERVICE.bytes[::-1] + frame(KEY, "a", WALL)
    assert ours(club, packet)
    assert ours(club, MEMBER)
    assert not ours(club, BYSTANDER)
