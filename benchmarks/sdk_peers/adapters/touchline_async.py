import pathlib

from adapters import touchline


class Adapter(touchline.Adapter):
    """Our asyncio client; measured from coroutines only."""

    pins = [f"{pathlib.Path(touchline.ROOT)}[async]"]
    modules = ("touchline", "aiohttp")
    variants = ("default",)
    only = ("aio", "aio_load")

    async def aopen(self, url, variant):
        from touchline import AsyncClient

        self.client = AsyncClient(url, source="//shop.example.com/bench", **self.options(variant))

    async def aclose(self):
        await self.client.close(timeout=60)
