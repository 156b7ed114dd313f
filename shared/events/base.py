"""What every order and event has: ids of one grammar, an identity, a topic."""

import hashlib
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict

from shared.events.ids import DramaId, canonical


class Order(BaseModel):
    """Something to be done for a drama. Unknown fields are carried along.

    ``identity`` names the fields that tell one order from another; a repeat has the same ``id``, whatever else differs.
    """

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)
    name: ClassVar[str]
    identity: ClassVar[tuple[str, ...]] = ("drama",)

    drama: DramaId

    @property
    def subject(self) -> str:
        """What the order is about: the most exact id that it carries."""
        for field in ("shot", "episode"):
            if isinstance(found := getattr(self, field, None), str):
                return found
        return self.drama

    @property
    def id(self) -> str:
        """sha256 of the type and the identity fields: the CloudEvents id, the same for every repeat."""
        facts = [self.name, *(getattr(self, field) for field in self.identity)]
        return hashlib.sha256(canonical(facts)).hexdigest()

    @property
    def order(self) -> str:
        """The order's name in the job table: readable, sorted by shot, one word of a key."""
        return f"{self.name}_{self.subject}_{self.id[:16]}"

    @classmethod
    def following(cls, other: "Order", **new: object) -> Self:
        """This event about the same thing: every field of the same name is taken from ``other``."""
        shared = cls.model_fields.keys() & type(other).model_fields.keys()
        return cls(**{field: getattr(other, field) for field in shared} | new)


class Event(Order):
    """A work order or a piece of news that travels on its own topic."""

    version: ClassVar[int] = 1
    keyed_by: ClassVar[str] = "drama"
    registry: ClassVar[dict[str, type["Event"]]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "name" in cls.__dict__:  # families such as "of one shot" are no events themselves
            Event.registry[cls.topic()] = cls

    @classmethod
    def topic(cls) -> str:
        return f"{cls.name}.v{cls.version}"

    @property
    def key(self) -> str:
        """The Kafka key: events of one key keep their order."""
        return str(getattr(self, self.keyed_by))
