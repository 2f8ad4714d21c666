"""What can go wrong.

::
BeaconError
 +- ConfigError        a configuration, a capture or an option says something impossible
 +- RadioError         an adapter, the bus or the Bluetooth daemon
     +- RadioMissing   no such adapter, or no Bluetooth at all
     +- RadioDenied    the process may not
     +- RadioBusy      somebody else scans, an operation is under way, or the adapter is not ready
     +- RadioTimeout   a call that was not answered
     +- RadioLost      adapter unplugged, or the daemon gone
"""

from __future__ import annotations


class BeaconError(Exception):
    """Base of all errors of the agent; the message is fit for a person."""


class ConfigError(BeaconError):
    """Names the setting, its value and what was expected."""


class RadioError(BeaconError):
    """The radio refused."""


class RadioMissing(RadioError):  # noqa: N818 - named for the state, as the tree above
    """No such adapter, or no Bluetooth at all."""


class RadioDenied(RadioError):  # noqa: N818 - named for the state, as the tree above
    """The process lacks the rights."""


class RadioBusy(RadioError):  # noqa: N818 - named for the state, as the tree above
    """Another operation is under way, or the adapter is not ready for one."""


class RadioTimeout(RadioError):  # noqa: N818 - named for the state, as the tree above
    """A call was not answered in time."""


class RadioLost(RadioError):  # noqa: N818 - named for the state, as the tree above
    """The adapter or the Bluetooth daemon is gone."""
