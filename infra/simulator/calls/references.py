"""``images/references``: a picture of a character is remembered."""

from decimal import Decimal

from infra.simulator.calls.brief import Accepted, Bench, Brief, ImageData, Short, Text
from infra.simulator.prices import Sale


class Reference(Brief):
    image: ImageData
    name: Text
    description: Short = ""

    def inputs(self) -> dict[str, str]:
        return {"description": f"{self.name} {self.description}"}

    def accept(self, bench: Bench) -> Accepted:
        sale = Sale("reference", "call", Decimal(1))
        return Accepted(sale, {"reference_id": bench.id}, bench.takes(bench.scenario.latency.reference))
