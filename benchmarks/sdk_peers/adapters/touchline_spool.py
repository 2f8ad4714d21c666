from adapters import touchline


class Adapter(touchline.Adapter):
    """Ours, with the outbox on disk (level process)."""

    spool = True
    variants = ("default",)
